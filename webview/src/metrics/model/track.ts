import type { PageSample, PageSeries } from '#shared/panels/metrics';

/** One container and what is known of its last minutes, oldest first. */
export interface Track {
  readonly id: string;
  /** The service's or container's name; with the start of the id where names repeat. */
  readonly label: string;
  /** Its place in the palette. */
  readonly colour: number;
  readonly samples: readonly PageSample[];
  /** It does not run any more; its line stays until it is out of sight. */
  readonly ended: boolean;
}

/** How far back the longest range goes, and nothing is kept beyond. */
export const keptMs = 10 * 60_000;

export const latestOf = (track: Track): PageSample | undefined =>
  track.ended ? undefined : track.samples.at(-1);

export const timeOfLast = ({ samples }: PageSeries | Track): number => samples.at(-1)?.timeMs ?? 0;
