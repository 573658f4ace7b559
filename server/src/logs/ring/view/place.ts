import type { Block, BlockList } from '../block.ts';
import type { ParsedBlock } from '../parsed-block.ts';

/**
 * A place among the lines of several rings, which are in the order of time, then of the rings' keys, then
 * of their own. It is before the line that it names, if there is one.
 */
export interface Place {
  readonly order: number;
  readonly key: string;
  readonly offset: number;
}

/** After everything. */
export const endPlace: Place = { order: Infinity, key: '', offset: Infinity };
export const startPlace: Place = { order: -Infinity, key: '', offset: 0 };

export const timePlace = (timeMs: number): Place => ({ order: timeMs, key: '', offset: 0 });

/** Behind the line that a place names. */
export const behind = (place: Place): Place => ({ ...place, offset: place.offset + 1 });

export const comparePlaces = (a: Place, b: Place): number =>
  a.order !== b.order
    ? a.order < b.order
      ? -1
      : 1
    : a.key !== b.key
      ? a.key < b.key
        ? -1
        : 1
      : a.offset - b.offset;

/** Whether all of a block of the ring `key` is before a place. */
export const isBlockBefore = (
  { file, end, lastOrder }: Block,
  key: string,
  place: Place,
): boolean => {
  // In its own ring a place is where its offset is, whatever the times there are.
  if (key === place.key) return file.base + end <= place.offset;
  return key < place.key ? lastOrder <= place.order : lastOrder < place.order;
};

export const isLineBefore = (
  block: ParsedBlock,
  { index, key, place }: { readonly index: number; readonly key: string; readonly place: Place },
): boolean => {
  if (key === place.key) return block.offset(index) < place.offset;
  const order = block.order(index);
  return key < place.key ? order <= place.order : order < place.order;
};

/** The first block that is not all before a place; the length of the list when there is none. */
export const blockAt = (list: BlockList, key: string, place: Place): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = list.blocks[middle];
    if (block !== undefined && isBlockBefore(block, key, place)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The first line of a block that is not before a place. */
export const lineAt = (block: ParsedBlock, key: string, place: Place): number => {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLineBefore(block, { index: middle, key, place })) low = middle + 1;
    else high = middle;
  }
  return low;
};
