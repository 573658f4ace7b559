import { isDeepStrictEqual } from 'node:util';
import { isCollection, isScalar, visit } from 'yaml';
import { Source } from '../../yaml/source.ts';
import { parseSyntax, type SyntaxFile } from '../syntax/syntax.ts';

/** A line that is to be indented with `after` spaces instead of `before`; lines count from 0. */
export interface IndentEdit {
  readonly line: number;
  readonly before: number;
  readonly after: number;
}

interface LineRange {
  readonly first: number;
  readonly last: number;
}

const everything: LineRange = { first: 0, last: Infinity };

/**
 * What it takes to indent every level of a file by `step` spaces. Comments go with what follows them,
 * texts over several lines with the line that they begin on. `undefined` for a file with mistakes, and
 * where the file would mean something else afterwards, as it may when only some of its lines are moved.
 */
export const indentEdits = (
  file: SyntaxFile,
  step: number,
  { first, last }: LineRange = everything,
): readonly IndentEdit[] | undefined => {
  if (file.documents.some(({ errors }) => errors.length > 0)) return undefined;
  const lines = file.source.text.split(/\r\n|\n|\r/);
  const indents = newIndents(lines, innerLines(file), step);
  if (indents === undefined) return undefined;
  const edits = lines.flatMap((text, line) => {
    const [before, after] = [indentOf(text), indents[line]];
    const isMeant = first <= line && line <= last;
    return !isMeant || after === undefined || after === before ? [] : [{ line, before, after }];
  });
  return edits.length === 0 || isSame(file, lines, edits) ? edits : undefined;
};

const indentOf = (text: string): number => text.length - text.trimStart().length;

interface Level {
  readonly before: number;
  readonly after: number;
}

/** By line; `undefined` for lines that stay as they are. */
const newIndents = (
  lines: readonly string[],
  inner: ReadonlyMap<number, number>,
  step: number,
): readonly (number | undefined)[] | undefined => {
  const indents: (number | undefined)[] = lines.map(() => undefined);
  let levels: Level[] = [];
  let comments: number[] = [];
  const settleComments = (after: number): void => {
    for (const line of comments) indents[line] = after;
    comments = [];
  };
  for (const [line, text] of lines.entries()) {
    const before = indentOf(text);
    const owner = inner.get(line);
    if (text.trim() === '') continue;
    if (owner !== undefined) {
      const moved = (indents[owner] ?? 0) - indentOf(lines[owner] ?? '');
      indents[line] = Math.max(0, before + moved);
      continue;
    }
    if (/^(---|\.\.\.)(\s|$)|^%/.test(text)) {
      settleComments(0);
      levels = [];
      continue;
    }
    if (text.trimStart().startsWith('#')) {
      comments.push(line);
      continue;
    }
    while ((levels.at(-1)?.before ?? -1) > before) levels.pop();
    const top = levels.at(-1);
    if (top?.before !== before) {
      levels.push({ before, after: top === undefined ? 0 : top.after + step });
    }
    const after = levels.at(-1)?.after ?? 0;
    indents[line] = after;
    settleComments(after);
    // What stands behind the dashes of a list is a level of its own.
    const [dashes = ''] = /^(-[ ]+)*/.exec(text.slice(before)) ?? [];
    for (const { index, 0: dash } of dashes.matchAll(/-[ ]+/g)) {
      const column = index + dash.length;
      levels.push({ before: before + column, after: after + column });
    }
  }
  // Nothing follows these: they keep to the level that they are on.
  for (const line of comments) {
    const before = indentOf(lines[line] ?? '');
    indents[line] = levels.find((level) => level.before === before)?.after;
  }
  return indents;
};

/** Lines within a text or brackets, with the line that these begin on. */
const innerLines = ({ source, documents }: SyntaxFile): ReadonlyMap<number, number> => {
  const inner = new Map<number, number>();
  const lineAt = (offset: number): number => source.range(offset, offset).start.line;
  for (const document of documents) {
    visit(document, {
      Node: (_, node) => {
        const spans = isScalar(node) || (isCollection(node) && node.flow === true);
        if (!spans || !node.range) return;
        const [from, end] = node.range;
        const first = lineAt(from);
        for (let line = first + 1; line <= lineAt(Math.max(from, end - 1)); line += 1) {
          if (!inner.has(line)) inner.set(line, first);
        }
      },
    });
  }
  return inner;
};

const isSame = (
  file: SyntaxFile,
  lines: readonly string[],
  edits: readonly IndentEdit[],
): boolean => {
  const changed = [...lines];
  for (const { line, before, after } of edits)
    changed[line] = ' '.repeat(after) + (lines[line] ?? '').slice(before);
  const again = parseSyntax(new Source(file.source.path, changed.join('\n')));
  const plain = ({ documents }: SyntaxFile): readonly unknown[] =>
    documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
  try {
    return (
      again.documents.every(({ errors }) => errors.length === 0) &&
      isDeepStrictEqual(plain(file), plain(again))
    );
  } catch {
    // More aliases than can be compared.
    return false;
  }
};
