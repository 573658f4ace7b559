import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 3000);
let visits = 0;

createServer((request, response) => {
  if (request.url === '/') visits += 1;
  response.end(`Visit number ${visits}\n`);
}).listen(port, () => console.log(`listening on port ${port}`));
