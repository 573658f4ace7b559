import { containerId } from '#shared/protocol/ids';
import type { LogLine } from '#shared/protocol/logs';
import type { Appended, Recorder } from '../recording/recorder.ts';
import type { LogOrigin, RingPart } from '../ring/contract.ts';
import type { ShownLine } from './view-batcher.ts';

/** What a stream has of one ring. */
export interface StreamPart {
  readonly recorder: Recorder;
  readonly includes: (origin: LogOrigin) => boolean;
  readonly keyOf: (source: string) => string;
}

export const ringPart = ({ recorder, includes, keyOf }: StreamPart): RingPart => ({
  ring: recorder.ring,
  includes,
  keyOf,
});

interface Known {
  readonly key: string;
  readonly containerId: LogLine['containerId'];
}

/** Makes lines of a stream of what was added to a ring; an origin is looked at once. */
export class PartLines {
  readonly #part: StreamPart;
  readonly #known = new Map<string, Known | undefined>();

  constructor(part: StreamPart) {
    this.#part = part;
  }

  /** Those after a place in the ring. */
  from({ records, offsets }: Appended, after = -1): readonly ShownLine[] {
    const ring = this.#part.recorder.ring.key;
    const lines: ShownLine[] = [];
    for (const [index, { source, containerId: id, stream, timeMs, text }] of records.entries()) {
      const offset = offsets[index] ?? 0;
      const known = offset > after ? this.#find(source, id) : undefined;
      if (known === undefined) continue;
      lines.push({
        ...{ source: known.key, containerId: known.containerId, stream, timeMs, text },
        ...{ ring, offset },
      });
    }
    return lines;
  }

  #find(source: string, id: string | undefined): Known | undefined {
    const origin = id ?? `${source} `;
    if (this.#known.has(origin)) return this.#known.get(origin);
    const { includes, keyOf } = this.#part;
    const isIncluded = includes({ source, ...(id !== undefined && { containerId: id }) });
    const own = id === undefined ? undefined : containerId.parse(id);
    const known = isIncluded ? { key: keyOf(source), containerId: own } : undefined;
    this.#known.set(origin, known);
    return known;
  }
}
