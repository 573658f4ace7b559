import type { Block } from './block.ts';
import type { LogOrigin, LogRecord } from './contract.ts';

/** A source and the container that it was at some time. */
export interface Origin extends LogOrigin {
  readonly source: string;
  readonly containerId?: string;
  newestMs?: number;
  /** Where its newest record is. */
  lastBlock?: Block;
  /** The last few, oldest first. */
  markers: LogRecord[];
}

/** Nobody looks further back to find out whether a marker was written. */
const markersKept = 16;

/** All origins of a ring, each once. */
export class Origins {
  readonly #bySource = new Map<string, Map<string, Origin>>();
  #last: Origin | undefined;

  get all(): readonly Origin[] {
    return [...this.#bySource.values()].flatMap((byContainer) => [...byContainer.values()]);
  }

  intern(source: string, containerId?: string): Origin {
    const last = this.#last;
    if (last?.source === source && last.containerId === containerId) return last;
    const byContainer = this.#bySource.get(source) ?? new Map<string, Origin>();
    this.#bySource.set(source, byContainer);
    const key = containerId ?? '';
    let origin = byContainer.get(key);
    if (origin === undefined) {
      origin = { source, ...(containerId !== undefined && { containerId }), markers: [] };
      byContainer.set(key, origin);
    }
    this.#last = origin;
    return origin;
  }

  /** Those that no file names any more. */
  keepOnly(named: ReadonlySet<Origin | undefined>): void {
    for (const [source, byContainer] of this.#bySource) {
      for (const [key, origin] of byContainer) if (!named.has(origin)) byContainer.delete(key);
      if (byContainer.size === 0) this.#bySource.delete(source);
    }
    this.#last = undefined;
  }
}

export const noteMarker = (origin: Origin, marker: LogRecord): void => {
  origin.markers.push(marker);
  if (origin.markers.length > markersKept) origin.markers.shift();
};

export const noteLine = (origin: Origin, timeMs: number): void => {
  if (origin.newestMs === undefined || timeMs > origin.newestMs) origin.newestMs = timeMs;
};
