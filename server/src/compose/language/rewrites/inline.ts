import { CodeActionKind } from 'vscode-languageserver';
import { isAlias, isMap } from 'yaml';
import { replace } from '../fixes/fix.ts';
import {
  columnAt,
  contentEnd,
  entryStart,
  indentStep,
  isFlow,
  keysOf,
  membersOf,
} from '../edits/place.ts';
import { anchorsOf } from '../syntax/anchors.ts';
import { keyText, type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import { indented, movableText } from './block.ts';
import type { Rewrite, Rewriter } from './rewrite.ts';

/** Writes what an alias stands for in its place. */
export const inlineAlias: Rewriter = ({ file, entries }) => {
  const entry = entries.findLast(({ value }) => value !== undefined && isAlias(value));
  const alias = entry?.value;
  if (entry === undefined || alias === undefined || !isAlias(alias) || !alias.range) return [];
  const start = alias.range[0] + 1;
  const use = anchorsOf(file).find(({ aliases }) => aliases.some((each) => each.start === start));
  if (use?.node === undefined) return [];
  const moved = movableText(file, use.node);
  if (moved === undefined || isFlow(entry.parent)) return [];
  const title = `Write what \`*${use.name}\` stands for`;
  if (keyText(entry.key) === '<<') {
    return isMap(use.node) && moved.isBlock ? mergeHere(file, entry, use.node, title) : [];
  }
  const { source } = file;
  const own = columnAt(source.text, entryStart(entry));
  const end = alias.range[1];
  const kind = CodeActionKind.RefactorInline;
  if (!moved.isBlock || entry.key === undefined) {
    const edit = replace({ source, start: alias.range[0], end }, indented(moved.text, own));
    return [{ title, kind, edits: [edit] }];
  }
  const column = own + indentStep(file);
  const keyEnd = contentEnd(source.text, entry.key) + 1;
  const text = `\n${' '.repeat(column)}${indented(moved.text, column)}`;
  // What is behind the alias stays behind the key.
  const rest = /^[ \t]*(#.*)?(?=\r?\n|$)/.exec(source.text.slice(end));
  if (rest === null) return [];
  const comment = rest[1] === undefined ? '' : ` ${rest[1]}`;
  const edit = replace({ source, start: keyEnd, end: end + rest[0].length }, `${comment}${text}`);
  return [{ title, kind, edits: [edit] }];
};

/** The entries that are not written anew here, in place of `<<: *name`. */
const mergeHere = (
  file: SyntaxFile,
  entry: SyntaxEntry,
  merged: NonNullable<SyntaxEntry['value']>,
  title: string,
): readonly Rewrite[] => {
  const { parent } = entry;
  if (!isMap(parent) || !isMap(merged)) return [];
  const known = keysOf(parent);
  if (known.filter((key) => key === '<<').length > 1 || keysOf(merged).includes('<<')) return [];
  const { source } = file;
  const column = columnAt(source.text, entryStart(entry));
  const members = membersOf(file, merged);
  const taken = members.filter(({ path }) => !known.includes(String(path.at(-1))));
  if (taken.length === 0) return [];
  const texts = taken.map((member) => {
    const start = entryStart(member);
    const own = columnAt(source.text, start);
    const end = contentEnd(source.text, member.value ?? member.key ?? merged);
    const lines = source.text.slice(
      start,
      Math.max(end, contentEnd(source.text, member.key ?? merged) + 1),
    );
    return lines.replaceAll(new RegExp(`\\n {0,${String(own)}}`, 'g'), '\n');
  });
  const start = entryStart(entry);
  const end = contentEnd(source.text, entry.value ?? parent);
  const text = texts.map((each) => indented(each, column)).join(`\n${' '.repeat(column)}`);
  return [
    { title, kind: CodeActionKind.RefactorInline, edits: [replace({ source, start, end }, text)] },
  ];
};
