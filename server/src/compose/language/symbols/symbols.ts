import { isScalar, type Node } from 'yaml';
import { Source, type Origin } from '../../yaml/source.ts';
import { anchorsOf, type AnchorUse } from '../syntax/anchors.ts';
import type { SyntaxPart } from '../syntax/parts.ts';
import { remembered } from '../syntax/remembered.ts';
import {
  entriesOf,
  entriesWithin,
  textUnder,
  type SyntaxEntry,
  type SyntaxFile,
} from '../syntax/syntax.ts';
import { symbolTable, type SymbolKind, type SymbolRow } from './table.ts';

/** A name in a file, where it is given or where it is used. */
export interface SymbolUse {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly role: 'declaration' | 'reference';
  readonly origin: Origin;
  /** As it is written: the file whose service `extends` means, when that is another. */
  readonly file?: string;
}

/** Every place of one name: what changes together when it is renamed. */
export interface NameGroup {
  readonly declarations: readonly Origin[];
  readonly references: readonly Origin[];
}

/** In the order of the file. */
export const symbolsOf = (file: SyntaxFile): readonly SymbolUse[] =>
  file.parts === undefined
    ? symbolsIn(entriesOf(file), file.source)
    : file.parts.flatMap(({ part, offset }) =>
        symbolsWithin(part).map((use): SymbolUse => {
          const { start, end } = use.origin;
          const origin = { source: file.source, start: start + offset, end: end + offset };
          return { ...use, origin };
        }),
      );

/** Places count from the part's beginning. */
const symbolsWithin = remembered((part: SyntaxPart) =>
  symbolsIn(entriesWithin(part), new Source('', part.text)),
);

const symbolsIn = (entries: readonly SyntaxEntry[], source: Source): readonly SymbolUse[] =>
  entries.flatMap((entry) => {
    const row = symbolTable.get(entry.path);
    return row === undefined ? [] : (useOf(entry, row, { source }) ?? []);
  });

/** The uses of one name in one file, those that mean another file's service left out. */
export const groupOf = (
  uses: readonly SymbolUse[],
  { kind, name }: Pick<SymbolUse, 'kind' | 'name'>,
): NameGroup => {
  const same = uses.filter(
    (use) => use.kind === kind && use.name === name && use.file === undefined,
  );
  const origins = (role: SymbolUse['role']): readonly Origin[] =>
    same.filter((use) => use.role === role).map(({ origin }) => origin);
  return { declarations: origins('declaration'), references: origins('reference') };
};

export const symbolAt = (uses: readonly SymbolUse[], offset: number): SymbolUse | undefined =>
  uses.find(({ origin }) => holds(origin, offset));

/** The name that a place holds, such as that of a volume in its mount. */
export const symbolWithin = (
  uses: readonly SymbolUse[],
  start: number,
  end: number,
): SymbolUse | undefined =>
  symbolAt(uses, start) ?? uses.find(({ origin }) => start <= origin.start && origin.end <= end);

/** The anchor or alias at a place. */
export const anchorUseAt = (file: SyntaxFile, offset: number): AnchorUse | undefined =>
  isMarked(file.source.text, offset)
    ? anchorsOf(file).find((use) =>
        allOf(groupOfAnchor(use)).some((origin) => holds(origin, offset)),
      )
    : undefined;

/** Whether the word at a place may be an anchor or an alias, which no white space is part of. */
const isMarked = (text: string, offset: number): boolean => {
  let start = offset;
  while (start > 0 && !' \t\r\n'.includes(text.charAt(start - 1))) start -= 1;
  let end = offset;
  while (end < text.length && !' \t\r\n'.includes(text.charAt(end))) end += 1;
  return /[&*]/.test(text.slice(start, end));
};

/** The same, with all that belongs to it. */
export const anchorAt = (file: SyntaxFile, offset: number): NameGroup | undefined => {
  const use = anchorUseAt(file, offset);
  return use && groupOfAnchor(use);
};

const groupOfAnchor = ({ anchor, aliases }: AnchorUse): NameGroup => ({
  declarations: anchor === undefined ? [] : [anchor],
  references: aliases,
});

export const allOf = ({ declarations, references }: NameGroup): readonly Origin[] =>
  [...declarations, ...references].sort((a, b) => a.start - b.start);

/** A caret right behind a name is on it. */
export const holds = ({ start, end }: Origin, offset: number): boolean =>
  start <= offset && offset <= end;

const useOf = (
  entry: SyntaxEntry,
  row: SymbolRow,
  file: Pick<SyntaxFile, 'source'>,
): SymbolUse | undefined => {
  if (row.place === 'item' && entry.key !== undefined) return undefined;
  const node = row.place === 'member' ? (entry.key ?? entry.value) : entry.value;
  const text = scalarOrigin(node, file);
  if (text === undefined || isOtherMount(entry)) return undefined;
  const part = row.part(text.value);
  if (part === undefined) return undefined;
  const name = text.value.slice(part.start, part.end);
  // What a variable brings is not known here.
  if (name === '' || name.includes('$')) return undefined;
  const { source, start } = text.origin;
  const origin = { source, start: start + part.start, end: start + part.end };
  const other = row.kind === 'service' ? otherFile(entry) : undefined;
  const { kind, role } = row;
  return { kind, role, name, origin, ...(other !== undefined && { file: other }) };
};

/** The text of a scalar without its quotes; `undefined` where what is written is not what is meant. */
export const scalarOrigin = (
  node: Node | undefined,
  { source }: Pick<SyntaxFile, 'source'>,
): { readonly value: string; readonly origin: Origin } | undefined => {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return undefined;
  const quoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE';
  const start = node.range[0] + (quoted ? 1 : 0);
  const { value } = node;
  if (!source.text.startsWith(value, start)) return undefined;
  return { value, origin: { source, start, end: start + value.length } };
};

/** The `source` of a mount that is no volume: a folder, an image. */
const isOtherMount = (entry: SyntaxEntry): boolean => {
  if (entry.path.length !== 5 || entry.path[2] !== 'volumes') return false;
  const type = textUnder(entry.parent, 'type');
  return type !== undefined && type !== '' && type !== 'volume';
};

const otherFile = (entry: SyntaxEntry): string | undefined =>
  entry.path.length === 4 && entry.path[2] === 'extends' && entry.path[3] === 'service'
    ? textUnder(entry.parent, 'file')
    : undefined;
