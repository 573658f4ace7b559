import type { Path } from '../../yaml/tree.ts';
import { caretAt, type Caret } from './caret.ts';

/** How far above the caret its brackets may open. */
const maxLines = 100;

/** Where a caret stands between `[` and `]` or `{` and `}`; `undefined` where it is in none. */
export const flowCaretAt = (
  lines: readonly string[],
  line: number,
  character: number,
): Caret | undefined => {
  const upTo = (lines[line] ?? '').slice(0, character);
  let found: Caret | undefined;
  for (let at = line; at >= Math.max(0, line - maxLines); at -= 1) {
    const text = at === line ? upTo : (lines[at] ?? '');
    for (const { index } of text.matchAll(/(?<=^\s*|[:-]\s+|[:-]\s+[&!]\S*\s+)[[{]/g)) {
      const rest = [text.slice(index), ...lines.slice(at + 1, line), ...(at < line ? [upTo] : [])];
      // What stands between brackets is indented: else they were left open by mistake.
      if (!rest.slice(1).every((each) => isInner(each, indentOf(text)))) continue;
      const inside = readFlow(rest.join('\n'));
      if (inside === undefined) continue;
      const base = caretAt([...lines.slice(0, at), text.slice(0, index)], at, index);
      if (base === undefined) continue;
      // Of several that the caret is in, the one that opens first holds the others.
      found = toCaret(base, inside, character);
      break;
    }
    // A line of its own level ends what may be open.
    if (found === undefined && at < line && /^\S/.test(text)) break;
  }
  const after = (lines[line] ?? '').slice(character);
  return found !== undefined && /^\s*($|[,\]}"'])/.test(after) ? found : undefined;
};

const indentOf = (text: string): number => text.length - text.trimStart().length;

const isInner = (text: string, outer: number): boolean =>
  /^\s*([\]}]|#|$)/.test(text) || indentOf(text) > outer || outer === 0;

/** What is between the brackets and the caret. */
interface Inside {
  readonly path: Path;
  readonly place: 'key' | 'value';
  readonly typed: string;
}

const toCaret = (base: Caret, { path, place, typed }: Inside, character: number): Caret => ({
  path: [...base.path, ...path],
  ...{ place, typed, ownLine: false, behindDash: false, inFlow: true },
  from: character - typed.length,
  indent: base.indent,
});

interface Level {
  readonly isMap: boolean;
  /** Of the mapping: the key that a value follows. */
  key: string | undefined;
  index: number;
}

/** Follows brackets, commas and colons to the end of a text; `undefined` when all brackets are closed. */
const readFlow = (text: string): Inside | undefined => {
  const levels: Level[] = [];
  let word = '';
  for (const [token] of text.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '[' || token === '{') {
      levels.push({ isMap: token === '{', key: undefined, index: 0 });
      word = '';
    } else if (level === undefined) return undefined;
    else if (token === ']' || token === '}') {
      levels.pop();
      if (levels.length === 0) return undefined;
      word = '';
    } else if (token === ',') {
      level.key = undefined;
      level.index += 1;
      word = '';
    } else if (token.startsWith(':')) {
      level.key = plainOf(word);
      word = '';
    } else if (/^[\s#]/.test(token)) {
      // A space within a text is part of it.
      if (word !== '' && !token.includes('\n') && !token.startsWith('#')) word += token;
    } else word += token;
  }
  const inner = levels.at(-1);
  if (inner === undefined || /\s/.test(word) || isComment(text)) return undefined;
  const path = levels.flatMap(({ isMap, key, index }): Path => {
    if (!isMap) return [index];
    return key === undefined ? [] : [key];
  });
  const place = inner.isMap && inner.key === undefined ? 'key' : 'value';
  return { path, place, typed: plainOf(word) };
};

/** Texts in quotes (the last may still be open), variables, comments, white space, marks, plain text. */
const tokens =
  /"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|\$\{[^\s},]*\}?|(?<=\s|^)#.*|\s+|:(?=[\s,[\]{}]|$)|[[\]{},]|(?:[^\s,[\]{}:"']|:(?![\s,[\]{}]|$))+|["']/g;

const isComment = (text: string): boolean => /(^|\s)#[^\n]*$/.test(text);
const plainOf = (word: string): string => word.trim().replace(/^["']|["']$/g, '');
