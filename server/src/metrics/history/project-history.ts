import type { ContainerId } from '#shared/protocol/ids';
import type { MetricsEvent, MetricsSample } from '#shared/protocol/metrics';
import { parseLine } from './line.ts';
import { addLines, addLinesNow, folderOf, readLines, removeOldFiles } from './files.ts';
import { Pending } from './pending.ts';
import { coarse, fine } from './tier.ts';

interface KnownPlace {
  containerId: ContainerId;
  /** Of the last ten minutes, oldest first. */
  samples: MetricsSample[];
}

/** A service's worth of a day; a hundred of them at once. */
const maxBytes = 96 * 1024 * 1024;

/** What is known of the places of one project: the last minutes in memory, all of it on disk. */
export class ProjectHistory {
  readonly folder: string;
  readonly #places = new Map<string, KnownPlace>();
  readonly #pending = new Pending();
  #events: { readonly key: string; readonly event: MetricsEvent }[] = [];
  #loaded: Promise<void> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #cleanedAtMs = 0;

  constructor(root: string, project: string | undefined) {
    this.folder = folderOf(root, project);
  }

  add(key: string, containerId: ContainerId, sample: MetricsSample): void {
    const place = this.#place(key, containerId);
    place.samples.push(sample);
    this.#pending.add(key, containerId, sample);
    // Not each time: it moves all that stays.
    if (place.samples.length > 720) trim(place, sample.timeMs);
  }

  /** False when that is known already. */
  addEvent(key: string, event: MetricsEvent): boolean {
    if (this.#events.some((known) => known.key === key && isSame(known.event, event))) return false;
    this.#events.push({ key, event });
    this.#pending.addEvent(key, event);
    return true;
  }

  samplesOf(key: string, nowMs: number): readonly MetricsSample[] {
    const place = this.#places.get(key);
    if (place === undefined) return [];
    trim(place, nowMs);
    return place.samples;
  }

  /** How many places. */
  get size(): number {
    return this.#places.size;
  }

  containerIn(key: string): ContainerId | undefined {
    return this.#places.get(key)?.containerId;
  }

  eventsSince(fromMs: number): readonly { readonly key: string; readonly event: MetricsEvent }[] {
    this.#events = this.#events.filter(({ event }) => event.timeMs >= fromMs);
    return this.#events;
  }

  /** Takes up, once, what a server before this one has left. */
  load(nowMs: number): Promise<void> {
    this.#loaded ??= this.#load(nowMs);
    return this.#loaded;
  }

  /** Whether there is something that has to be written later on. */
  get isPending(): boolean {
    return this.#pending.isPending;
  }

  write(nowMs: number): Promise<void> {
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        for (const batch of this.#pending.take(nowMs)) await addLines(this.folder, batch);
        await this.#clean(nowMs);
      });
    return this.#writing;
  }

  writeNow(): void {
    for (const batch of this.#pending.take(Infinity)) addLinesNow(this.folder, batch);
  }

  /** What is not on disk yet since its ten seconds are not over. */
  get unfinished(): ReadonlyMap<string, MetricsSample> {
    return this.#pending.unfinished;
  }

  async #load(nowMs: number): Promise<void> {
    const range = { fromMs: nowMs - fine.keptMs, toMs: nowMs };
    const before = new Map<string, KnownPlace>();
    const ids = new Map<string, ContainerId>();
    const take = (text: string): void => {
      const line = parseLine(text);
      if (line?.kind === 'place') ids.set(line.key, line.containerId);
      if (line?.kind === 'event' && line.event.timeMs >= range.fromMs)
        this.#events.push({ key: line.key, event: line.event });
      if (line?.kind !== 'samples') return;
      for (const [key, sample] of line.byKey) {
        if (sample.timeMs < range.fromMs) continue;
        const containerId = ids.get(key);
        if (containerId === undefined) continue;
        const place = before.get(key) ?? { containerId, samples: [] };
        before.set(key, place);
        place.containerId = containerId;
        place.samples.push(sample);
      }
    };
    await readLines(this.folder, { tier: fine, ...range }, take);
    const events = (text: string): void => {
      if (text.includes('"event"')) take(text);
    };
    await readLines(this.folder, { tier: coarse, ...range }, events);
    for (const [key, place] of before) this.#joinBefore(key, place);
  }

  /** Two servers may have read the same; what was read here in the meantime comes after. */
  #joinBefore(key: string, before: KnownPlace): void {
    const place = this.#place(key, before.containerId);
    const first = place.samples[0]?.timeMs ?? Infinity;
    const sorted = before.samples.sort((left, right) => left.timeMs - right.timeMs);
    let last = 0;
    const kept = sorted.filter(({ timeMs }) => {
      if (timeMs >= first || timeMs - last < fine.stepMs / 2) return false;
      last = timeMs;
      return true;
    });
    place.samples.unshift(...kept);
  }

  #place(key: string, containerId: ContainerId): KnownPlace {
    const known = this.#places.get(key);
    if (known !== undefined) {
      known.containerId = containerId;
      return known;
    }
    const place: KnownPlace = { containerId, samples: [] };
    this.#places.set(key, place);
    return place;
  }

  async #clean(nowMs: number): Promise<void> {
    for (const [key, place] of this.#places) {
      trim(place, nowMs);
      if (place.samples.length === 0) this.#places.delete(key);
    }
    if (nowMs - this.#cleanedAtMs < fine.fileMs) return;
    this.#cleanedAtMs = nowMs;
    await removeOldFiles(this.folder, { nowMs, maxBytes });
  }
}

const trim = (place: KnownPlace, nowMs: number): void => {
  const oldest = nowMs - fine.keptMs;
  if ((place.samples[0]?.timeMs ?? Infinity) >= oldest) return;
  const start = place.samples.findIndex(({ timeMs }) => timeMs >= oldest);
  place.samples = start < 0 ? [] : place.samples.slice(start);
};

const isSame = (left: MetricsEvent, right: MetricsEvent): boolean =>
  left.kind === right.kind && left.timeMs === right.timeMs;
