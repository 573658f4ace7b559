import { endOf } from '../block.ts';
import type { OpenPart } from './part-view.ts';
import { blockAt, isBlockBefore, lineAt, type Place } from './place.ts';
import type { QueryMatches } from './query-matches.ts';

export interface CountMatchesOptions {
  /** All lines that are shown when absent. */
  readonly matches: QueryMatches | undefined;
  readonly from: Place;
  readonly upTo: Place | undefined;
  readonly pause: () => Promise<void>;
}

/** How many lines are shown and match, and how many of them are before `upTo`. */
export const countMatches = async (
  parts: readonly OpenPart[],
  options: CountMatchesOptions,
): Promise<{ readonly total: number; readonly upTo: number }> => {
  const counts = { total: 0, upTo: 0 };
  for (const { view, reader } of parts) {
    const { list } = reader;
    const first = blockAt(list, view.key, options.from);
    for (let index = first; index < list.length; index++) {
      const block = list.blocks[index];
      if (block === undefined) break;
      await options.pause();
      const end = endOf(list, index);
      const found =
        options.matches &&
        (options.matches.known(block, end) ?? options.matches.of(await reader.get(index)));
      if (found?.count === 0) continue;
      const shown = await view.shown(reader, index);
      const counted = (line: number): boolean =>
        shown.has(line) && (found === undefined || found.has(line));
      const isAll = options.upTo === undefined || isBlockBefore(block, view.key, options.upTo);
      const from = index === first ? lineAt(await reader.get(index), view.key, options.from) : 0;
      if (from === 0 && found === undefined && isAll) {
        counts.total += shown.count;
        counts.upTo += shown.count;
        continue;
      }
      const to = isAll ? Infinity : lineAt(await reader.get(index), view.key, options.upTo);
      for (let line = from; line < shown.length; line++) {
        if (!counted(line)) continue;
        counts.total++;
        if (line < to) counts.upTo++;
      }
    }
  }
  return counts;
};
