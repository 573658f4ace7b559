import { CodeActionKind, type TextEdit } from 'vscode-languageserver';
import { isMap, isSeq } from 'yaml';
import { replace } from '../fixes/fix.ts';
import {
  columnAt,
  contentEnd,
  entryEnd,
  entryStart,
  indentStep,
  isFlow,
  membersOf,
} from '../edits/place.ts';
import { writeBlock, writeFlow, writeText } from '../edits/write.ts';
import { keyText, type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import { pairForms, type PairForm } from './pairs.ts';
import { plainOf } from './plain.ts';
import type { Rewriter } from './rewrite.ts';

/** Attributes that can be a list or a mapping, entry by entry: what stands between them stays. */
export const rewriteAttributes: Rewriter = ({ file, entries }) =>
  entries.flatMap((entry) => {
    const form = pairForms.get(entry.path);
    const { value } = entry;
    if (form === undefined || (!isMap(value) && !isSeq(value))) return [];
    if (value.anchor !== undefined || value.tag !== undefined || value.items.length === 0)
      return [];
    const to = isMap(value) ? 'list' : 'mapping';
    const edits = otherWay(file, entry, form);
    return edits === undefined
      ? []
      : [{ title: `Write ${form.noun} as a ${to}`, kind: CodeActionKind.RefactorRewrite, edits }];
  });

/** What it takes to write a list as a mapping, or a mapping as a list. */
export const otherWay = (
  file: SyntaxFile,
  entry: SyntaxEntry,
  form: PairForm,
): readonly TextEdit[] | undefined =>
  isFlow(entry.value) ? wholeOf(file, entry, form) : eachOf(file, entry, form);

/** The text of one entry in the other form, as a value that can be written. */
const convert = (
  file: SyntaxFile,
  { key, value }: SyntaxEntry,
  form: PairForm,
): string | readonly [string, unknown] | undefined => {
  const plain = plainOf(file, value);
  if (plain === undefined) return undefined;
  if (key !== undefined) {
    const name = keyText(key);
    return name === '' || name === '<<' ? undefined : form.toItem(name, plain);
  }
  return typeof plain === 'string' ? form.toEntry(plain) : undefined;
};

const wholeOf = (
  file: SyntaxFile,
  entry: SyntaxEntry,
  form: PairForm,
): readonly TextEdit[] | undefined => {
  const node = entry.value;
  if (!node?.range || plainOf(file, node) === undefined) return undefined;
  const converted = membersOf(file, entry.value).map((member) => convert(file, member, form));
  const pairs = converted.filter((each) => typeof each === 'object');
  const items = converted.filter((each) => typeof each === 'string');
  if (pairs.length + items.length < converted.length || !areDistinct(pairs)) return undefined;
  const { source } = file;
  const origin = { source, start: node.range[0], end: contentEnd(source.text, node) };
  return [replace(origin, writeFlow(isMap(node) ? items : Object.fromEntries(pairs)))];
};

const eachOf = (
  file: SyntaxFile,
  entry: SyntaxEntry,
  form: PairForm,
): readonly TextEdit[] | undefined => {
  const { source } = file;
  const { text } = source;
  const step = indentStep(file);
  const members = membersOf(file, entry.value);
  const own = columnAt(text, entryStart(entry));
  const seen: (readonly [string, unknown])[] = [];
  const edits = members.map((member) => {
    const converted = convert(file, member, form);
    if (converted === undefined) return undefined;
    const start =
      member.key === undefined ? text.lastIndexOf('-', entryStart(member) - 1) : entryStart(member);
    const end = Math.min(entryEnd(text, member), lineEndAt(text, entryEnd(text, member)));
    const before = text.slice(text.lastIndexOf('\n', start) + 1, start);
    if (before.trim() !== '') return undefined;
    const column = before.length;
    const at = { source, start, end: Math.max(end, start) };
    if (typeof converted === 'string') return replace(at, `- ${writeText(converted)}`);
    seen.push(converted);
    // A list may stand as far left as its key, a mapping may not.
    const pad = column > own ? 0 : own + step - column;
    const [name, value] = converted;
    return replace(at, ' '.repeat(pad) + writeBlock({ [name]: value }, column + pad, step));
  });
  const possible = edits.filter((edit) => edit !== undefined);
  return possible.length === edits.length && areDistinct(seen) ? possible : undefined;
};

const lineEndAt = (text: string, offset: number): number => {
  const end = text.indexOf('\n', Math.max(0, offset - 1));
  return end === -1 ? text.length : end;
};

const areDistinct = (pairs: readonly (readonly [string, unknown])[]): boolean =>
  new Set(pairs.map(([name]) => name)).size === pairs.length;
