import { toDisposable, type Disposable } from '../../base/disposable.ts';
import type { LogEntry, LogsListener, LogsOptions } from '../contract.ts';
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
  const stream = await api.plainStream({
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
  let lines: LogEntry[] = [];
  const onLine = (line: LogEntry): void => {
    lines.push(line);
  };
  const readers = {
    stdout: new LineReader('stdout', onLine),
    stderr: new LineReader('stderr', onLine),
  };
  const frames = new FrameReader((name, bytes, startsEntry) => {
    readers[name].read(bytes, { startsEntry });
  });
  const hand = (): Promise<void> | undefined => {
    if (lines.length === 0) return undefined;
    const batch = lines;
    lines = [];
    return listener.onLines(batch);
  };
  const end = (cause?: Error): void => {
    if (ended) return;
    ended = true;
    stream.destroy();
    listener.onEnd(cause);
  };
  stream.on('data', (chunk: Buffer) => {
    if (container.Config.Tty) readers.stdout.read(chunk);
    else frames.read(chunk);
    const held = hand();
    if (held === undefined) return;
    stream.pause();
    const resume = (): unknown => stream.resume();
    void held.then(resume, resume);
  });
  // A connection that is destroyed closes without an end.
  const close = (): void => {
    if (ended) return;
    if (frames.isWithin) {
      // What there is of the line is no line, and is read again with the rest of it.
      end(toEngineError(Object.assign(new Error('it broke off'), { code: 'ECONNRESET' }), what));
      return;
    }
    readers.stdout.end();
    readers.stderr.end();
    void hand();
    end();
  };
  stream.once('end', close).once('close', close);
  stream.once('error', (error: Error) => {
    end(toEngineError(error, what));
  });
  stream.resume();
  return toDisposable(() => {
    end();
  });
};
