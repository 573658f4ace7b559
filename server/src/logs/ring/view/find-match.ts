import type { Direction } from './cursor.ts';
import type { OpenPart } from './part-view.ts';
import { blockAt, comparePlaces, lineAt, type Place } from './place.ts';
import type { QueryMatches } from './query-matches.ts';

export interface FindMatchOptions {
  readonly matches: QueryMatches;
  readonly from: Place;
  readonly direction: Direction;
  readonly pause: () => Promise<void>;
}

/** The first line from a place on that is shown and matches. */
export const findMatch = async (
  parts: readonly OpenPart[],
  options: FindMatchOptions,
): Promise<Place | undefined> => {
  const sign = options.direction === 'forwards' ? 1 : -1;
  let best: Place | undefined;
  for (const part of parts) {
    const found = await findInPart(part, options, best);
    if (found === undefined) continue;
    if (best === undefined || comparePlaces(found, best) * sign < 0) best = found;
  }
  return best;
};

/** Looks no further than what was found in another ring. */
const findInPart = async (
  { view, reader }: OpenPart,
  { matches, from, direction, pause }: FindMatchOptions,
  best: Place | undefined,
): Promise<Place | undefined> => {
  const { list } = reader;
  const step = direction === 'forwards' ? 1 : -1;
  const first = blockAt(list, view.key, from);
  for (let index = Math.min(first, step > 0 ? first : list.length - 1); ; index += step) {
    const block = list.blocks[index];
    if (block === undefined || index >= list.length) return undefined;
    if (best !== undefined) {
      const isBeyond = step > 0 ? block.firstOrder > best.order : block.lastOrder < best.order;
      if (isBeyond) return undefined;
    }
    await pause();
    const parsed = await reader.get(index);
    const found = matches.of(parsed);
    if (found.count === 0) continue;
    const shown = await view.shown(reader, index);
    let [low, high] = [0, parsed.length];
    if (index === first) {
      const at = lineAt(parsed, view.key, from);
      if (step > 0) low = at;
      else high = at;
    }
    for (let line = step > 0 ? low : high - 1; line >= low && line < high; line += step) {
      if (!found.has(line) || !shown.has(line)) continue;
      return { order: parsed.order(line), key: view.key, offset: parsed.offset(line) };
    }
  }
};
