import { lineLimit } from '#shared/logs/line-limit';
import { plainText } from '#shared/logs/plain';
import type { ParsedBlock } from '../parsed-block.ts';
import { wholeBytes } from '../encode.ts';

/** What a line is searched and understood as: what the page shows of it, letter by letter. */
export const searchedText = (block: ParsedBlock, index: number): string => {
  // Its bytes are its text.
  if (block.isPlain(index)) return block.text(index);
  const bytes = block.textBytes(index);
  if (bytes.length <= wholeBytes) return plainText(bytes.toString());
  // Of a long line only one of its ends is shown; which, is seen from the last one.
  const end = bytes.toString('utf8', bytes.length - wholeBytes).slice(-lineLimit);
  const rewrites = end.slice(0, -1).includes('\r');
  if (rewrites) return plainText(end.slice(end.indexOf('\r') + 1));
  return plainText(bytes.toString('utf8', 0, wholeBytes).slice(0, lineLimit));
};
