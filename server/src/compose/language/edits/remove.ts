import { isMap, isSeq, type Node } from 'yaml';
import type { TextEdit } from 'vscode-languageserver';
import { replace } from '../fixes/fix.ts';
import { type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import {
  entryEnd,
  entryStart,
  isFlow,
  lineStartAt,
  membersOf,
  nextLineAt,
  ownerOf,
} from './place.ts';

/**
 * Takes an entry out with all below it, and what it was the only entry of. `undefined` where that
 * would take something along that belongs to others.
 */
export const removeEntry = (file: SyntaxFile, entry: SyntaxEntry): TextEdit | undefined => {
  const { source } = file;
  const { text } = source;
  const siblings = membersOf(file, entry.parent);
  if (siblings.length === 1) {
    const owner = ownerOf(file, entry);
    // A service without any attribute is none.
    if (owner === undefined || (owner.path[0] === 'services' && owner.path.length <= 2))
      return undefined;
    return removeEntry(file, owner);
  }
  const [start, end] = [entryStart(entry), entryEnd(text, entry)];
  if (isFlow(entry.parent)) return removeFromFlow(file, entry, siblings);
  const lineStart = lineStartAt(text, start);
  const before = text.slice(lineStart, start);
  const isItem = isSeq(entry.parent);
  if (isItem ? /^\s*-\s+$/.test(before) : before.trim() === '') {
    return replace({ source, start: lineStart, end: nextLineAt(text, end) }, '');
  }
  // The first key behind a dash: the next one takes its place.
  const next = siblings[1];
  if (isItem || siblings[0] !== entry || next === undefined || !/^\s*-\s+$/.test(before))
    return undefined;
  const nextStart = entryStart(next);
  return text.slice(end, nextStart).trim() === ''
    ? replace({ source, start, end: nextStart }, '')
    : undefined;
};

const removeFromFlow = (
  { source }: SyntaxFile,
  entry: SyntaxEntry,
  siblings: readonly SyntaxEntry[],
): TextEdit | undefined => {
  const index = siblings.indexOf(entry);
  const [before, next] = [siblings[index - 1], siblings[index + 1]];
  const isAnchored = (node: Node | undefined): boolean =>
    (isMap(node) || isSeq(node)) && node.anchor !== undefined;
  if (isAnchored(entry.value) || isAnchored(next?.value)) return undefined;
  const start = next === undefined ? entryEnd(source.text, before ?? entry) : entryStart(entry);
  const end = next === undefined ? entryEnd(source.text, entry) : entryStart(next);
  return source.text.slice(start, end).includes('#')
    ? undefined
    : replace({ source, start, end }, '');
};
