import { toDisposable, type Disposable } from '../../base/disposable.ts';
import type { LogsListener, LogsOptions } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { inspectedContainer } from './container-record.ts';
import { toEngineError } from './errors.ts';
import { FrameReader } from './frames.ts';
import { LineReader } from './log-lines.ts';

/** Reads what a container wrote, and follows it on wish. */
export const readLogs = async (
  api: EngineApi,
  id: string,
  options: LogsOptions,
  listener: LogsListener,
): Promise<Disposable> => {
  const what = `Cannot read the logs of ${id}`;
  const path = `/containers/${encodeURIComponent(id)}`;
  // A container with a terminal has one stream without frames; older engines do not say which.
  const container = await api.json(inspectedContainer, { what, path: `${path}/json` });
  const stream = await api.stream({
    what,
    path: `${path}/logs`,
    query: {
      follow: options.follow,
      stdout: true,
      stderr: true,
      timestamps: true,
      tail: options.tail ?? 'all',
      since: options.sinceMs === undefined ? undefined : (options.sinceMs / 1000).toFixed(9),
    },
  });
  let ended = false;
  const onLine: LogsListener['onLine'] = (line) => {
    if (!ended) listener.onLine(line);
  };
  const lines = {
    stdout: new LineReader('stdout', onLine),
    stderr: new LineReader('stderr', onLine),
  };
  const frames = new FrameReader((name, bytes, startsEntry) => {
    lines[name].read(bytes, { startsEntry });
  });
  const end = (cause?: Error): void => {
    if (ended) return;
    lines.stdout.end();
    lines.stderr.end();
    ended = true;
    stream.destroy();
    listener.onEnd(cause);
  };
  stream.on('data', (chunk: Buffer) => {
    if (container.Config.Tty) lines.stdout.read(chunk);
    else frames.read(chunk);
  });
  stream.once('end', () => {
    end();
  });
  stream.once('error', (error: Error) => {
    end(toEngineError(error, what));
  });
  return toDisposable(() => {
    end();
  });
};
