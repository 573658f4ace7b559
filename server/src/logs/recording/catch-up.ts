import { deferred } from '../../base/deferred.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { ContainerFollower } from '../container-follower.ts';
import { describeCut } from '../lifecycle/markers.ts';
import type { NewestLimits } from '../newest-lines.ts';
import { sourceOf } from '../ring-choice.ts';
import { openView } from '../ring/view/view.ts';
import type { LogOrigin, LogRing } from '../ring/contract.ts';
import { overlapMs } from '../seen-lines.ts';
import type { FreshRecord } from './line-queue.ts';
import { mergeMarkers, type Ordered } from './merge-markers.ts';
import { missedMarkers, type KnownStand } from './missed.ts';
import { lineRecord, markerRecord } from './records.ts';

export interface CatchUpOptions {
  readonly ring: LogRing;
  /** The most that is taken of each container: its last lines. Where some are left out, that is told. */
  readonly most: NewestLimits;
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
    const { ring, most } = this.#options;
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
    const { count: tail, characters: mostCharacters } = most;
    const past = await follower.readHistory({ tail, mostCharacters, known });
    const lines = past.lines.map((line) => ({
      record: lineRecord(source, item.id, line),
      orderMs: line.timeMs,
    }));
    const [first] = past.lines;
    if (past.isCut && first !== undefined) {
      const { timeMs } = first;
      const cut = { text: describeCut(item.name, lines.length), timeMs };
      lines.unshift({ record: markerRecord(source, item.id, cut), orderMs: timeMs });
    }
    return mergeMarkers(lines, markers);
  }
}

/** Of one that has printed nothing that is kept: all that there is of it. */
const lastMarkers = async (ring: LogRing, id: string): Promise<KnownStand['markers']> => {
  const part = { ring, includes: ({ containerId }: LogOrigin) => containerId === id };
  return (await openView([part], { hidden: [] }).read({ before: 20, after: 0 })).lines;
};
