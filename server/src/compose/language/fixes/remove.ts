import { entriesOf } from '../syntax/syntax.ts';
import { removeLines, type Fixer } from './fix.ts';

/** Takes out the entry that the diagnostic points at, with all below it. */
export const remove =
  (title: (text: string) => string, certain: boolean): Fixer =>
  ({ file, offset, text }) => {
    const { source } = file.syntax;
    const entry = entriesOf(file.syntax).find(
      ({ key, value }) => (key ?? value)?.range?.[0] === offset,
    );
    const start = (entry?.key ?? entry?.value)?.range?.[0];
    const end = entry?.value?.range?.[1] ?? entry?.key?.range?.[1];
    if (start === undefined || end === undefined) return [];
    // What shares its line with something else is left to its author.
    const before = source.text.slice(source.text.lastIndexOf('\n', start - 1) + 1, start);
    if (!/^\s*(- )?$/.test(before)) return [];
    const edits = [removeLines({ source, start, end })];
    return [{ title: title(text), edits, ...(certain && { certain }) }];
  };
