import type { SelectionRange } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { scalarOrigin } from '../symbols/symbols.ts';
import { entriesOf, type SyntaxFile } from '../syntax/syntax.ts';
import type { Origin } from '../../yaml/source.ts';

/** Widens a selection from a word to its value, its entry, and all that these are part of. */
export const selectionRanges: LanguageFeature = {
  capabilities: { selectionRangeProvider: true },
  register: (connection, workspace) => [
    connection.onSelectionRanges(({ textDocument, positions }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      return positions.map((position) =>
        selectionAt(file.syntax, file.document.offsetAt(position)),
      );
    }),
  ],
};

const selectionAt = (file: SyntaxFile, offset: number): SelectionRange => {
  const { source } = file;
  const around: Origin[] = [{ source, start: 0, end: source.text.length }];
  for (const { key, value } of entriesOf(file)) {
    const [name, text] = [scalarOrigin(key, file)?.origin, scalarOrigin(value, file)?.origin];
    const start = key?.range?.[0] ?? value?.range?.[0];
    const end = value?.range?.[1] ?? key?.range?.[1];
    if (start === undefined || end === undefined) continue;
    const length = source.text.slice(start, end).trimEnd().length;
    const parts = [
      { source, start, end: start + length },
      ...(value?.range ? [{ source, start: value.range[0], end: start + length }] : []),
      ...(name === undefined ? [] : [name]),
      ...(text === undefined ? [] : [text]),
    ];
    around.push(...parts.filter((part) => part.start <= offset && offset <= part.end));
  }
  const sizeOf = ({ start, end }: Origin): number => end - start;
  const sorted = around.sort((a, b) => sizeOf(b) - sizeOf(a) || a.start - b.start);
  let selection: SelectionRange | undefined;
  let last: Origin | undefined;
  for (const part of sorted) {
    const isInside =
      last === undefined ||
      (last.start <= part.start && part.end <= last.end && sizeOf(part) < sizeOf(last));
    if (!isInside) continue;
    selection = { range: rangeAt(part), ...(selection !== undefined && { parent: selection }) };
    last = part;
  }
  return selection ?? { range: rangeAt({ source, start: offset, end: offset }) };
};
