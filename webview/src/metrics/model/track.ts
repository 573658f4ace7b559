import type { PageFacts, PagePressure } from '#shared/panels/metrics';
import type { MetricsSample } from '#shared/protocol/metrics';

/** One service, or container of none, and what is known of its last minutes, oldest first. */
export interface Track {
  /** The container that it is now. */
  readonly id: string;
  /** As the server calls it; several may have it. */
  readonly name: string;
  /** With the project or the start of the id where names repeat. */
  readonly label: string;
  /** Its place in the palette. */
  readonly colour: number;
  readonly samples: readonly MetricsSample[];
  readonly facts: PageFacts | undefined;
  readonly pressure: PagePressure | undefined;
  /** It does not run any more; its line stays until it is out of sight. */
  readonly ended: boolean;
}

/** For how long every reading is kept by the page; what is older is asked for. */
export const keptMs = 10 * 60_000;

export const latestOf = (track: Track): MetricsSample | undefined =>
  track.ended ? undefined : track.samples.at(-1);
