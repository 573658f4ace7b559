import { linksIn, placeOfLink } from '#shared/logs/links';
import type { LineForm } from './form.ts';
import type { PlaceSpan } from './pieces.ts';

/** Where the parts of a line lead: where a program says so, and what looks like a place. */
export const placesIn = ({ runs, text }: LineForm): readonly PlaceSpan[] => {
  const told: PlaceSpan[] = [];
  let from = 0;
  for (const { text: part, link } of runs) {
    const to = from + part.length;
    if (link !== undefined) told.push({ from, to, place: placeOfLink(link) });
    from = to;
  }
  const found = linksIn(text);
  if (told.length === 0) return found;
  const free = found.filter((link) =>
    told.every(({ from, to }) => link.to <= from || link.from >= to),
  );
  return [...told, ...free].sort((a, b) => a.from - b.from);
};
