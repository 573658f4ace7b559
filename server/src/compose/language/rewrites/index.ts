import { entryEnd, entryStart } from '../edits/place.ts';
import { entriesNear, type SyntaxFile } from '../syntax/syntax.ts';
import { rewriteAttributes } from './attributes.ts';
import { extractValue } from './extract.ts';
import { inlineAlias } from './inline.ts';
import { rewriteItems } from './items.ts';
import type { Rewrite, Rewriter } from './rewrite.ts';
import { rewriteSingles } from './single.ts';

const rewriters: readonly Rewriter[] = [
  rewriteItems,
  rewriteAttributes,
  rewriteSingles,
  extractValue,
  inlineAlias,
];

/** What the caret is on, written in other ways that mean the same. */
export const rewritesAt = (file: SyntaxFile, offset: number): readonly Rewrite[] => {
  const { text } = file.source;
  const entries = entriesNear(file, offset).filter(
    (entry) => entryStart(entry) <= offset && offset <= entryEnd(text, entry),
  );
  return rewriters.flatMap((rewriter) => rewriter({ file, offset, entries }));
};
