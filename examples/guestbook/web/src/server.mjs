import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { keys } from '../../shared/keys.mjs';
import { openRedis } from '../../shared/redis.mjs';

const port = Number(process.env.PORT ?? 8080);
const redis = await openRedis();

const files = {
  '/': { name: 'page/index.html', type: 'text/html; charset=utf-8' },
  '/style.css': { name: 'page/style.css', type: 'text/css; charset=utf-8' },
  '/page.mjs': { name: 'page/page.mjs', type: 'text/javascript; charset=utf-8' },
};

const routes = {
  'GET /health': async () => json(200, { redis: await redis.send('PING') }),
  'GET /entries': async () => {
    const entries = await redis.send('LRANGE', keys.entries, 0, 49);
    return json(
      200,
      entries.map((entry) => JSON.parse(entry)),
    );
  },
  'POST /entries': async (request) => {
    const { name, message } = await body(request);
    if (!name?.trim() || !message?.trim()) return json(400, { error: 'A name and a message.' });
    const entry = { name: name.trim().slice(0, 60), message: message.trim().slice(0, 500) };
    await redis.send('LPUSH', keys.incoming, JSON.stringify(entry));
    console.log(`${entry.name} wrote ${entry.message.length} characters`);
    return json(202, {});
  },
};

createServer(async (request, response) => {
  try {
    const answer = await handle(request);
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  } catch (error) {
    console.error(error);
    response.writeHead(500, { 'content-type': 'text/plain' }).end('Something broke.');
  }
}).listen(port, () => console.log(`the guestbook is open on port ${port}`));

async function handle(request) {
  const path = new URL(request.url, 'http://guestbook').pathname;
  const route = routes[`${request.method} ${path}`];
  if (route) return route(request);
  const file = request.method === 'GET' ? files[path] : undefined;
  if (!file) return { status: 404, type: 'text/plain', body: 'Not here.' };
  // Read each time: what is saved is there after a reload of the page.
  return {
    status: 200,
    type: file.type,
    body: await readFile(new URL(file.name, import.meta.url)),
  };
}

const json = (status, value) => ({ status, type: 'application/json', body: JSON.stringify(value) });

async function body(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) return {};
  }
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
