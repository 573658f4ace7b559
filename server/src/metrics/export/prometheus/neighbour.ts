import { request } from 'node:http';
import { serverName } from './endpoint.ts';

const answerWithinMs = 2000;

/** Whether it is another window of ours that has the port. */
export const isNeighbour = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = request(
      { host: '127.0.0.1', port, path: '/metrics', method: 'HEAD', timeout: answerWithinMs },
      (response) => {
        response.resume();
        resolve(response.headers['server'] === serverName);
      },
    );
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => {
      resolve(false);
    });
    asking.end();
  });
