import { toDisposable, type Disposable } from '../../base/disposable.ts';
import type { StatsListener } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { toEngineError } from './errors.ts';
import { readJsonLines } from './json-lines.ts';
import { normalizeStats, parseStats } from './stats-record.ts';

/** Follows the engine's readings of one container, about one a second. */
export const readStats = async (
  api: EngineApi,
  id: string,
  listener: StatsListener,
): Promise<Disposable> => {
  const what = `Cannot read the usage of ${id}`;
  const stream = await api.stream({
    what,
    path: `/containers/${encodeURIComponent(id)}/stats`,
    query: { stream: true },
  });
  let ended = false;
  const end = (cause?: Error): void => {
    if (ended) return;
    ended = true;
    stream.destroy();
    listener.onEnd(cause);
  };
  readJsonLines(stream, {
    onValue: (value) => {
      const record = parseStats(value);
      if (record === undefined || ended) return;
      const sample = normalizeStats(record);
      // Docker sends readings of zero time for a container that is not running; Podman ends.
      if (sample === undefined) end();
      else listener.onSample(sample);
    },
    onEnd: (error) => {
      end(error && toEngineError(error, what));
    },
  });
  return toDisposable(() => {
    end();
  });
};
