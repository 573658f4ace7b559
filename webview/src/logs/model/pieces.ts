import type { Style } from '#shared/logs/ansi/style';
import type { Match } from '#shared/logs/query';
import type { LogPlace } from '#shared/panels/logs';

/** A stretch of a line in one style, or in the look of what it is part of. */
export interface LookedRun {
  readonly text: string;
  readonly style: Style;
  readonly look?: 'field' | 'key';
  /** Where a program says that the text leads. */
  readonly link?: string;
}

/** Where a part of a line leads. */
export interface PlaceSpan {
  readonly from: number;
  readonly to: number;
  readonly place: LogPlace;
}

export interface Piece extends LookedRun {
  /** Which of the line's matches this is part of. */
  readonly match?: number;
  readonly place?: LogPlace;
}

/** Cuts runs where matches and links begin and end, so that each piece is one element. */
export const piecesOf = (
  runs: readonly LookedRun[],
  matches: readonly Match[],
  places: readonly PlaceSpan[],
): readonly Piece[] => {
  if (matches.length === 0 && places.length === 0) return runs;
  const edges = [
    ...matches.flatMap(({ start, end }) => [start, end]),
    ...places.flatMap(({ from, to }) => [from, to]),
  ].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  const spans = { match: 0, place: 0, edge: 0 };
  let offset = 0;
  for (const run of runs) {
    const end = offset + run.text.length;
    for (let at = offset; at < end;) {
      while ((edges[spans.edge] ?? Infinity) <= at) spans.edge++;
      while ((matches[spans.match]?.end ?? Infinity) <= at) spans.match++;
      while ((places[spans.place]?.to ?? Infinity) <= at) spans.place++;
      const to = Math.min(end, edges[spans.edge] ?? Infinity);
      const place = places[spans.place];
      pieces.push({
        ...run,
        text: run.text.slice(at - offset, to - offset),
        ...((matches[spans.match]?.start ?? Infinity) <= at && { match: spans.match }),
        ...(place !== undefined && place.from <= at && { place: place.place }),
      });
      at = to;
    }
    offset = end;
  }
  return pieces;
};
