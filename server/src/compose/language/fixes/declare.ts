import { entriesOf } from '../syntax/syntax.ts';
import { symbolWithin } from '../symbols/symbols.ts';
import type { SymbolKind } from '../symbols/table.ts';
import { dirname, resolve } from 'node:path';
import { replace, type Fix, type Fixer } from './fix.ts';

/** What has to stand below a name for it to be complete. */
const bodies: Partial<Readonly<Record<SymbolKind, (name: string) => string>>> = {
  network: () => ':',
  volume: () => ':',
  config: (name) => `:\n    file: ./${name}`,
  secret: (name) => `:\n    file: ./${name}.txt`,
  model: (name) => `:\n    model: ai/${name}`,
};

/** Declares a name at the top level, in the section that is there or in a new one. */
export const declare: Fixer = async ({ file, offset, text, workspace }) => {
  const symbol = symbolWithin(file.symbols, offset, offset + text.length);
  const body = symbol && bodies[symbol.kind];
  if (symbol === undefined || body === undefined) return [];
  const { source } = file.syntax;
  const { kind, name } = symbol;
  const section = entriesOf(file.syntax).find(
    ({ path }) => path.length === 1 && path[0] === `${kind}s`,
  );
  const entry = `  ${name}${body(name)}\n`;
  const [, named] = /file: (\S+)/.exec(entry) ?? [];
  const path = named === undefined ? undefined : resolve(dirname(file.path), named);
  const isMissing = path !== undefined && (await workspace.text(path)) === undefined;
  const fix = (...edits: Fix['edits']): readonly Fix[] => [
    {
      title: `Declare the ${kind} \`${name}\``,
      edits,
      ...(isMissing && { creates: [path] }),
    },
  ];
  const lineEnd = source.text.indexOf('\n', section?.key?.range?.[1] ?? source.text.length);
  // Behind `networks: {}` there is no place for a line.
  const isOpen =
    section !== undefined &&
    lineEnd !== -1 &&
    /^\s*(#.*)?$/.test(restOf(section, lineEnd, source.text));
  if (section !== undefined && !isOpen) return [];
  if (isOpen) {
    const at = { source, start: lineEnd + 1, end: lineEnd + 1 };
    return fix(replace(at, entry));
  }
  const end = { source, start: source.text.length, end: source.text.length };
  const gap = source.text.endsWith('\n') || source.text === '' ? '' : '\n';
  return fix(replace(end, `${gap}${kind}s:\n${entry}`));
};

const restOf = (
  { key }: ReturnType<typeof entriesOf>[number],
  lineEnd: number,
  text: string,
): string => text.slice((key?.range?.[1] ?? 0) + 1, lineEnd);
