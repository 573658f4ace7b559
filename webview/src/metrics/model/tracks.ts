import type { PageFacts, PagePressure, PageSeries } from '#shared/panels/metrics';
import { unpackReadings } from '#shared/panels/metrics-readings';
import type { MetricsSample } from '#shared/protocol/metrics';
import { Palette } from '../../base/palette.ts';
import { keptMs, type Track } from './track.ts';

interface Kept {
  readonly name: string;
  samples: MetricsSample[];
  facts: PageFacts | undefined;
  pressure: PagePressure | undefined;
  ended: boolean;
}

const byName = new Intl.Collator('en', { numeric: true });

/** The containers of the panel: fed by the stream, read by the cards and the charts. */
export class Tracks {
  readonly #kept = new Map<string, Kept>();
  readonly #palette = new Palette();
  #latestMs = 0;

  /** Starts anew with what history there is. */
  open(series: readonly PageSeries[]): void {
    this.#kept.clear();
    this.#latestMs = 0;
    this.sample(series, []);
  }

  /** Takes the readings of one tick; `gone` names the containers that have ended. */
  sample(series: readonly PageSeries[], gone: readonly string[]): void {
    for (const id of gone) {
      const kept = this.#kept.get(id);
      if (kept !== undefined) kept.ended = true;
    }
    for (const one of series) this.#add(one);
    this.#forget();
  }

  press(pressure: Readonly<Record<string, PagePressure>>): void {
    for (const [id, of] of Object.entries(pressure)) {
      const kept = this.#kept.get(id);
      if (kept !== undefined) kept.pressure = of;
    }
  }

  /** The time of the newest reading: what "now" means to the charts. */
  get latestMs(): number {
    return this.#latestMs;
  }

  /** All containers by name. */
  list(): readonly Track[] {
    const names = new Map<string, number>();
    for (const { name } of this.#kept.values()) names.set(name, (names.get(name) ?? 0) + 1);
    const tracks = [...this.#kept].map(([id, kept]) => ({
      ...kept,
      id,
      label: names.get(kept.name) === 1 ? kept.name : longName(id, kept),
    }));
    tracks.sort((a, b) => byName.compare(a.label, b.label));
    this.#palette.keepOnly(new Set(tracks.map(({ label }) => label)));
    return tracks.map((track) => ({ ...track, colour: this.#palette.indexOf(track.label) }));
  }

  #add({ containerId, label, facts, readings }: PageSeries): void {
    const kept = this.#kept.get(containerId) ?? this.#begin(containerId, label, facts);
    kept.ended = false;
    if (facts !== undefined) kept.facts = facts;
    const before = kept.samples.at(-1)?.timeMs ?? -Infinity;
    for (const sample of unpackReadings(readings)) {
      if (sample.timeMs > before) kept.samples.push(sample);
    }
    this.#latestMs = Math.max(this.#latestMs, kept.samples.at(-1)?.timeMs ?? 0);
  }

  /** A service that was created anew goes on where its ended container stopped. */
  #begin(id: string, name: string, facts: PageFacts | undefined): Kept {
    const kept: Kept = { name, samples: [], facts, pressure: undefined, ended: false };
    for (const [other, ended] of this.#kept) {
      if (!ended.ended || ended.name !== name || ended.facts?.project !== facts?.project) continue;
      kept.samples = ended.samples;
      this.#kept.delete(other);
    }
    this.#kept.set(id, kept);
    return kept;
  }

  #forget(): void {
    const oldest = this.#latestMs - keptMs;
    for (const [id, { samples, ended }] of this.#kept) {
      const start = samples.findIndex(({ timeMs }) => timeMs >= oldest);
      if (start > 0) samples.splice(0, start);
      if (start === -1 && ended) this.#kept.delete(id);
    }
  }
}

const longName = (id: string, { name, facts }: Kept): string =>
  facts?.project === undefined ? `${name} ${id.slice(0, 4)}` : `${name} · ${facts.project}`;
