import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

const headEnd = '\r\n\r\n';
/** Far more than engines send; what has no end within it is no answer. */
const maxHeadBytes = 64 * 1024;

/**
 * Asks as HTTP/1.0 did, so that the answer is the bytes as they are, up to the end of the connection. The
 * newer form wraps all that an engine writes at once, each line of a log, into a chunk of its own, and
 * taking a million of those apart took longer than what was done with the lines. The stream is paused.
 */
export const requestPlain = async (
  connection: Duplex,
  { path, host }: { readonly path: string; readonly host: string },
): Promise<Duplex> => {
  // Nothing listens between here and the caller, and an error that nobody hears ends the process.
  connection.on('error', () => undefined);
  try {
    connection.write(`GET ${path} HTTP/1.0\r\nHost: ${host}${headEnd}`);
    const head = await readHead(connection);
    const status = Number(/^HTTP\/1\.\d (\d{3}) /.exec(head)?.[1]);
    if (status === 200) return connection;
    const message = messageIn(await text(connection));
    throw Object.assign(new Error(message), { statusCode: status });
  } catch (error) {
    connection.destroy();
    throw error;
  }
};

/** What follows the head is put back. */
const readHead = (connection: Duplex): Promise<string> =>
  new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const settle = (act: () => void): void => {
      connection.off('data', onData).off('error', reject).off('end', onEnd);
      act();
    };
    const onData = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf(headEnd);
      if (end < 0 && bytes.length < maxHeadBytes) return;
      settle(() => {
        connection.pause();
        connection.unshift(bytes.subarray(end + headEnd.length));
        resolve(bytes.toString('latin1', 0, Math.max(0, end) + 2));
      });
    };
    const onEnd = (): void => {
      settle(() => {
        const cause = 'the engine closed the connection';
        reject(Object.assign(new Error(cause), { code: 'ECONNRESET' }));
      });
    };
    connection.on('data', onData).once('error', reject).once('end', onEnd).once('close', onEnd);
  });

/** Engines answer `{ "message": … }` when something is wrong. */
const messageIn = (body: string): string => {
  try {
    const { message } = JSON.parse(body) as { readonly message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Something between us and the engine may answer in its own way.
  }
  return body.trim().slice(0, 500) || 'the engine gave no reason';
};
