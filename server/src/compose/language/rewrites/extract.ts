import { CodeActionKind } from 'vscode-languageserver';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { replace } from '../fixes/fix.ts';
import { contentEnd, entryStart, indentStep, isFlow, lineStartAt } from '../edits/place.ts';
import { anchorsOf } from '../syntax/anchors.ts';
import { entriesOf, entryAt, type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import { indented, movableText } from './block.ts';
import type { Rewrite, Rewriter } from './rewrite.ts';

/** Gives the value under the caret a name on an `x-` field, to be used by others too. */
export const extractValue: Rewriter = ({ file, offset, entries }) => {
  const entry = entries.at(-1);
  if (entry?.key === undefined || !isOn(entry, offset)) return [];
  const { path, value } = entry;
  const section = entryAt(file, ['services']);
  // Only below services, and in one document: an anchor means nothing in the next.
  if (
    path[0] !== 'services' ||
    path.length < 3 ||
    section === undefined ||
    file.documents.length !== 1
  )
    return [];
  if (!value?.range || isAlias(value) || path.some((part) => part === '<<')) return [];
  if (
    (isMap(value) || isSeq(value) || isScalar(value)) &&
    (value.anchor ?? value.tag) !== undefined
  )
    return [];
  const moved = movableText(file, value);
  if (moved === undefined || section.key === undefined || isFlow(section.value)) return [];
  const { source } = file;
  const name = freeName(file, String(path.at(-1)));
  const step = indentStep(file);
  const body = moved.isBlock
    ? `\n${' '.repeat(step)}${indented(moved.text, step)}`
    : ` ${moved.text}`;
  // A byte order mark stays first.
  const first = source.text.startsWith('\uFEFF') ? 1 : 0;
  const at = Math.max(first, aboveComments(source.text, entryStart(section)));
  const declared = replace({ source, start: at, end: at }, `x-${name}: &${name}${body}\n\n`);
  const keyEnd = contentEnd(source.text, entry.key) + 1;
  const origin = { source, start: keyEnd, end: contentEnd(source.text, value) };
  // Comments between the key and its value would go.
  if (source.text.slice(keyEnd, value.range[0]).trim() !== '') return [];
  const kind = CodeActionKind.RefactorExtract;
  const uses: Rewrite[] = [
    { title: `Extract to \`x-${name}\``, kind, edits: [declared, replace(origin, ` *${name}`)] },
  ];
  if (isMap(value) && moved.isBlock) {
    const start = value.range[0];
    uses.push({
      title: `Extract to \`x-${name}\` and merge it, to add to it here`,
      kind,
      edits: [declared, replace({ source, start, end: origin.end }, `<<: *${name}`)],
    });
  }
  return uses;
};

/** On the key, or on a value of one line. */
const isOn = ({ key, value }: SyntaxEntry, offset: number): boolean => {
  const [start, end] = key?.range ?? [0, 0];
  if (start <= offset && offset <= end) return true;
  return isScalar(value) && value.range?.[0] !== undefined && value.range[0] <= offset;
};

/** No other field has it, and no other anchor: those after it would take its aliases. */
const freeName = (file: SyntaxFile, key: string): string => {
  const base = key.replaceAll(/[^\w-]+/g, '-').replace(/^-+/, '') || 'value';
  const taken = new Set([
    ...anchorsOf(file).map(({ name }) => name),
    ...entriesOf(file).flatMap(({ path }) =>
      path.length === 1 ? String(path[0]).replace(/^x-/, '') : [],
    ),
  ]);
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${String(count)}`;
  return name;
};

/** The start of the lines that speak of what begins there. */
const aboveComments = (text: string, offset: number): number => {
  let start = lineStartAt(text, offset);
  for (;;) {
    const above = start === 0 ? 0 : lineStartAt(text, start - 1);
    if (above === start || !text.slice(above, start).startsWith('#')) return start;
    start = above;
  }
};
