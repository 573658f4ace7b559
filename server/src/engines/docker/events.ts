import * as z from 'zod/mini';
import { toDisposable, type Disposable } from '../../base/disposable.ts';
import type { EngineEvent, EngineEventListener } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { toEngineError } from './errors.ts';
import { readJsonLines } from './json-lines.ts';
import { labels, number, text } from './record.ts';

const eventRecord = z.object({
  Type: text,
  Action: text,
  // Podman's and the oldest form; `Type` and `Action` win.
  status: text,
  id: text,
  Actor: z.catch(z.object({ ID: text, Attributes: labels }), { ID: '', Attributes: {} }),
  time: number,
  timeNano: number,
});

/**
 * The event stream. The engine sends its headers at once, so an open answer means that it listens.
 * A stream that ends, for whatever reason but `dispose`, means that the engine went.
 */
export const openEvents = async (
  api: EngineApi,
  listener: EngineEventListener,
  signal?: AbortSignal,
): Promise<Disposable> => {
  const what = 'Cannot follow the events of the engine';
  const stream = await api.stream({ what, path: '/events', signal });
  let ended = false;
  const end = (cause?: Error): void => {
    if (ended) return;
    ended = true;
    stream.destroy();
    listener.onEnd(cause);
  };
  readJsonLines(stream, {
    onValue: (value) => {
      const parsed = z.safeParse(eventRecord, value);
      if (parsed.success && !ended) listener.onEvent(normalizeEvent(parsed.data));
    },
    onEnd: (error) => {
      end(
        toEngineError(
          error ?? Object.assign(new Error('the engine ended it'), { code: 'ECONNRESET' }),
          what,
        ),
      );
    },
  });
  return toDisposable(() => {
    end();
  });
};

const kinds = ['container', 'image', 'volume', 'network'] as const;

const normalizeEvent = (record: z.infer<typeof eventRecord>): EngineEvent => ({
  kind: kinds.find((kind) => kind === record.Type) ?? 'other',
  action: record.Action || record.status,
  id: record.Actor.ID || record.id,
  attributes: record.Actor.Attributes,
  timeMs: record.timeNano > 0 ? Math.floor(record.timeNano / 1e6) : record.time * 1000,
});
