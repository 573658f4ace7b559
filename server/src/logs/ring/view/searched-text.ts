import { lineLimit } from '#shared/logs/line-limit';
import { plainText } from '#shared/logs/plain';
import type { ParsedBlock } from '../parsed-block.ts';

/** A character of UTF-8 has four bytes at most. */
const searchedBytes = 4 * lineLimit;

/** What a line is searched and understood as. */
export const searchedText = (block: ParsedBlock, index: number): string => {
  const text = block.text(index, searchedBytes);
  return block.isPlain(index) ? text : plainText(text);
};
