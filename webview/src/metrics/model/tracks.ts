import type { PageSample, PageSeries } from '#shared/panels/metrics';
import { Palette } from '../../base/palette.ts';
import { keptMs, type Track } from './track.ts';

interface Kept {
  readonly name: string;
  readonly samples: PageSample[];
  ended: boolean;
}

/** The containers of the panel: fed by the stream, read by the table and the charts. */
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
    for (const one of series) this.#add(one);
    for (const id of gone) {
      const kept = this.#kept.get(id);
      if (kept !== undefined) kept.ended = true;
    }
    this.#forget();
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
      id,
      label: names.get(kept.name) === 1 ? kept.name : `${kept.name} ${id.slice(0, 4)}`,
      samples: kept.samples,
      ended: kept.ended,
    }));
    tracks.sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
    this.#palette.keepOnly(new Set(tracks.map(({ label }) => label)));
    return tracks.map((track) => ({ ...track, colour: this.#palette.indexOf(track.label) }));
  }

  #add({ containerId, label, samples }: PageSeries): void {
    let kept = this.#kept.get(containerId);
    if (kept === undefined) {
      kept = { name: label, samples: [], ended: false };
      this.#kept.set(containerId, kept);
      this.#replace(containerId, label);
    }
    kept.ended = false;
    kept.samples.push(...samples);
    this.#latestMs = Math.max(this.#latestMs, samples.at(-1)?.timeMs ?? 0);
  }

  /** A service that was created anew takes the place of its ended container. */
  #replace(id: string, name: string): void {
    for (const [other, kept] of this.#kept) {
      if (other !== id && kept.ended && kept.name === name) this.#kept.delete(other);
    }
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
