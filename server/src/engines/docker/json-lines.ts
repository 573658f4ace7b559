import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/**
 * Reads a stream of JSON values as engines send them: one after the other, each with a line end
 * after it, in chunks that end anywhere.
 */
export const readJsonLines = (
  stream: Readable,
  listener: { onValue(value: unknown): void; onEnd(error?: Error): void },
): void => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (line: string): void => {
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      // Half a value: the engine went while it wrote it, and the end of the stream says so.
      return;
    }
    listener.onValue(value);
  };
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  let ended = false;
  const end = (error?: Error): void => {
    if (ended) return;
    ended = true;
    if (error === undefined) take(rest);
    listener.onEnd(error);
  };
  stream.once('end', () => {
    end();
  });
  stream.once('error', (error: Error) => {
    end(error);
  });
  stream.once('close', () => {
    end(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
  });
};
