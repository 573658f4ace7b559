import { request } from 'node:http';
import { systemCodeOf } from '../../../base/error.ts';
import { serverName } from './endpoint.ts';

/** `nobody`: whoever had it has gone meanwhile. */
export type PortHolder = 'another-window' | 'stranger' | 'nobody';

/** Who has a port of this machine that is taken. */
export const holderOf = async (port: number): Promise<PortHolder> => {
  const server = await serverAt(port);
  // One that is just closing breaks off, and does not answer again.
  const again = server instanceof Error ? await serverAt(port) : server;
  if (again instanceof Error) {
    return systemCodeOf(again) === 'ECONNREFUSED' ? 'nobody' : 'stranger';
  }
  return again === serverName ? 'another-window' : 'stranger';
};

const answerWithinMs = 2000;

/** What an HTTP server there calls itself. */
const serverAt = (port: number): Promise<string | undefined | Error> =>
  new Promise((resolve) => {
    const asking = request(
      {
        ...{ host: '127.0.0.1', port, path: '/metrics', method: 'HEAD' },
        ...{ timeout: answerWithinMs, agent: false },
      },
      (response) => {
        response.resume();
        const { server } = response.headers;
        resolve(typeof server === 'string' ? server : undefined);
      },
    );
    asking.once('timeout', () => asking.destroy(new Error('No answer in time.')));
    asking.once('error', resolve);
    asking.end();
  });
