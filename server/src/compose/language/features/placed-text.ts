import type { Origin } from '../../yaml/source.ts';

/** Markdown about a place in a file. */
export interface PlacedText {
  readonly text: string;
  readonly at: Origin;
}
