import { entryEnd, entryStart } from '../edits/place.ts';
import { entriesOf, type SyntaxFile } from '../syntax/syntax.ts';
import type { Rewrite, Rewriter } from './rewrite.ts';

const rewriters: readonly Rewriter[] = [];

/** What the caret is on, written in other ways that mean the same. */
export const rewritesAt = (file: SyntaxFile, offset: number): readonly Rewrite[] => {
  const { text } = file.source;
  const entries = entriesOf(file).filter(
    (entry) => entryStart(entry) <= offset && offset <= entryEnd(text, entry),
  );
  return rewriters.flatMap((rewriter) => rewriter({ file, offset, entries }));
};
