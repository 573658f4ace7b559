import { createServer } from 'node:http';
import { hostname } from 'node:os';

createServer((request, response) => {
  console.log(request.method, request.url);
  response.end(`Hello from container ${hostname()}\n`);
}).listen(3000, () => console.log('listening on port 3000'));

process.on('SIGTERM', () => process.exit(0));
