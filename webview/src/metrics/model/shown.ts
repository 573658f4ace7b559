import type { Track } from './track.ts';

/** More lines than this make a chart that nobody can read. */
const readable = 12;

/**
 * Which containers have lines. Until the user chooses, those with the highest load do; what the
 * user chose is kept by name, so that it outlives the container.
 */
export class Shown {
  readonly #chosen: Map<string, boolean>;

  constructor(chosen: Readonly<Record<string, boolean>> = {}) {
    this.#chosen = new Map(Object.entries(chosen));
  }

  toggle(track: Track, tracks: readonly Track[]): void {
    const shown = this.of(tracks);
    this.#chosen.set(track.label, !shown.has(track.id));
  }

  /** The ids of the containers that have lines. */
  of(tracks: readonly Track[]): ReadonlySet<string> {
    const busiest = [...tracks].sort((a, b) => load(b) - load(a)).slice(0, readable);
    const standard = new Set(tracks.length <= readable ? tracks : busiest);
    return new Set(
      tracks
        .filter((track) => this.#chosen.get(track.label) ?? standard.has(track))
        .map(({ id }) => id),
    );
  }

  get chosen(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.#chosen);
  }
}

/** Memory decides: it hardly moves, so lines do not come and go. */
const load = ({ samples }: Track): number => samples.at(-1)?.memoryBytes ?? 0;
