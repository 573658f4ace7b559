import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { messageOf } from '../../../base/error.ts';
import { isOwnHost } from './own-host.ts';

export interface EndpointOptions {
  readonly port: number;
  readonly contentType: string;
  /** The text of one scrape. */
  readonly render: () => Promise<string>;
}

/** By this another window of ours is told from a stranger on the same port. */
export const serverName = 'HyperBox';

const loopback = '127.0.0.1';

/** Listens on the loopback interface only; rejects as the system does when the port is taken. */
export const openEndpoint = async (options: EndpointOptions): Promise<Server> => {
  const server = createServer((request, response) => {
    void answer(request, response, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: loopback, port: options.port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
};

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  { contentType, render }: EndpointOptions,
): Promise<void> => {
  // What runs here is for scrapers of this machine: no page of the web reads it, none keeps it.
  response.setHeader('Server', serverName);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  const say = (status: number, text: string): void => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
  if (!isOwnHost(request.headers.host)) {
    say(403, 'Ask for localhost or 127.0.0.1.');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    say(405, 'Only GET and HEAD are answered.');
    return;
  }
  if (request.url?.split('?')[0] !== '/metrics') {
    say(404, 'The metrics of HyperBox are at /metrics.');
    return;
  }
  if (request.method === 'HEAD') {
    response.writeHead(200, { 'Content-Type': contentType }).end();
    return;
  }
  try {
    const text = await render();
    response.writeHead(200, { 'Content-Type': contentType }).end(text);
  } catch (error) {
    say(503, messageOf(error));
  }
};
