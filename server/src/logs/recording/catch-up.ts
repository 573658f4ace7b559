import { deferred } from '../../base/deferred.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { ContainerFollower } from '../container-follower.ts';
import { sourceOf } from '../ring-choice.ts';
import { endPattern } from '../lifecycle/markers.ts';
import { openView } from '../ring/view/view.ts';
import type { LogOrigin, LogRing } from '../ring/contract.ts';
import { overlapMs } from '../seen-lines.ts';
import type { FreshRecord } from './line-queue.ts';
import { missedMarkers, type KnownStand } from './missed.ts';
import { lineRecord, markerRecord } from './records.ts';

export interface CatchUpOptions {
  readonly ring: LogRing;
  /** How many of the last lines of each container are taken. */
  readonly tail: number;
  /** Resolves when more may come. */
  readonly keep: (records: readonly FreshRecord[]) => Promise<void>;
}

const partLines = 2_000;

/** Brings what engines kept, while nobody recorded, into the ring, in the order of its times. */
export class CatchUp implements Disposable {
  readonly #options: CatchUpOptions;
  readonly #done = deferred<undefined>();

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  get done(): Promise<unknown> {
    return this.#done.promise;
  }

  /** Then all go on. */
  async run(followers: readonly ContainerFollower[]): Promise<true> {
    try {
      const missed = await Promise.all(
        followers.map((follower) => this.#missedOf(follower, followers)),
      );
      const all = missed.flat().sort((a, b) => a.orderMs - b.orderMs);
      for (let from = 0; from < all.length; from += partLines) {
        const part = all.slice(from, from + partLines);
        await this.#options.keep(part.map(({ record }) => record));
      }
    } finally {
      this.#done.resolve(undefined);
    }
    return true;
  }

  /** Whoever waits for it waits no longer. */
  dispose(): void {
    this.#done.resolve(undefined);
  }

  async #missedOf(
    follower: ContainerFollower,
    all: readonly ContainerFollower[],
  ): Promise<readonly Ordered[]> {
    const { ring, tail } = this.#options;
    const { item } = follower;
    const source = sourceOf(item);
    const beside = all.map((other) => other.item);
    const stand = await ring.standOf(item.id, { overlapMs });
    const kept = {
      newestMs: stand?.timeMs,
      markers: stand?.markers ?? (await lastMarkers(ring, item.id)),
    };
    const known = (stand?.recent ?? []).flatMap(({ stream, time, timeMs, text }) =>
      stream === 'marker' ? [] : [{ stream, time, timeMs, text: text.toString('utf8') }],
    );
    // Before anything of it is kept, since that would make it known.
    const markers = missedMarkers(item, { stand: kept, ring, beside }).map((marker) => ({
      record: markerRecord(source, item.id, marker),
      orderMs: marker.timeMs,
    }));
    const lines = (await follower.readHistory({ tail, known })).map((line) => ({
      record: lineRecord(source, item.id, line),
      orderMs: line.timeMs,
    }));
    return mergeMarkers(lines, markers);
  }
}

/** Of one that has printed nothing that is kept: all that there is of it. */
const lastMarkers = async (ring: LogRing, id: string): Promise<KnownStand['markers']> => {
  const part = { ring, includes: ({ containerId }: LogOrigin) => containerId === id };
  return (await openView([part], { hidden: [] }).read({ before: 20, after: 0 })).lines;
};

interface Ordered {
  readonly record: FreshRecord;
  readonly orderMs: number;
}

/** The end of the last run comes after all that it printed, whenever the engine wrote that down. */
const mergeMarkers = (lines: readonly Ordered[], markers: readonly Ordered[]): Ordered[] => {
  const last = markers.at(-1);
  const isOver = last !== undefined && endPattern.test(last.record.text);
  const before = isOver ? markers.slice(0, -1) : markers;
  const merged = [...before, ...lines].sort((a, b) => a.orderMs - b.orderMs);
  if (isOver) merged.push(last);
  let latest = 0;
  return merged.map(({ record, orderMs }) => ({
    record,
    orderMs: (latest = Math.max(latest, orderMs)),
  }));
};
