import type { Measure } from './measures.ts';
import { latestOf, type Track } from './track.ts';

/** A threshold that a chart draws, of one container or of several with the same one. */
export interface Limit {
  readonly value: number;
  readonly tracks: readonly Track[];
}

/** More dashed lines than this are a pattern, not a message. */
const drawn = 3;
/** A limit that is further away would press what is measured to the floor: it is named, not drawn. */
const reach = 4;

/** The limits of what is shown, those that are nearest to being reached first. */
export const limitsOf = (measure: Measure, tracks: readonly Track[]): readonly Limit[] => {
  const byValue = new Map<number, Track[]>();
  for (const track of tracks) {
    const value = track.facts && measure.limit?.(track.facts);
    if (value === undefined || value <= 0 || track.ended) continue;
    byValue.set(value, [...(byValue.get(value) ?? []), track]);
  }
  return [...byValue]
    .map(([value, of]) => ({ value, tracks: of }))
    .sort((a, b) => shareOf(measure, b) - shareOf(measure, a))
    .slice(0, drawn);
};

const shareOf = (measure: Measure, { value, tracks }: Limit): number =>
  Math.max(
    ...tracks.map((track) => {
      const sample = latestOf(track);
      return sample === undefined ? 0 : (measure.channels[0]?.value(sample) ?? 0) / value;
    }),
  );

/** How far an axis goes, with the limits that are within reach of what is measured. */
export const withLimits = (highest: number, limits: readonly Limit[]): number =>
  limits.reduce(
    (top, { value }) => (value <= highest * reach ? Math.max(top, value) : top),
    highest,
  );
