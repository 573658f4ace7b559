import { dirname, resolve } from 'node:path';
import { setAt } from '../edits/insert.ts';
import { symbolWithin } from '../symbols/symbols.ts';
import type { SymbolKind } from '../symbols/table.ts';
import { offer, type Fixer } from './fix.ts';

interface Declared {
  /** What has to stand below a name for it to be complete. */
  readonly value: unknown;
  /** A file that has to be there too. */
  readonly file?: string;
}

const declarations: Partial<Readonly<Record<SymbolKind, (name: string) => Declared>>> = {
  network: () => ({ value: null }),
  volume: () => ({ value: null }),
  config: (name) => ({ value: { file: `./${name}` }, file: name }),
  secret: (name) => ({ value: { file: `./${name}.txt` }, file: `${name}.txt` }),
  model: (name) => ({ value: { model: `ai/${name}` } }),
};

/** Declares a name at the top level, in the section that is there or in a new one. */
export const declare: Fixer = async ({ file, offset, text, workspace }) => {
  const symbol = symbolWithin(file.symbols, offset, offset + text.length);
  if (symbol === undefined) return [];
  const { kind, name } = symbol;
  const declared = declarations[kind]?.(name);
  if (declared === undefined) return [];
  const path = declared.file === undefined ? undefined : resolve(dirname(file.path), declared.file);
  const isMissing = path !== undefined && (await workspace.text(path)) === undefined;
  return offer(
    `Declare the ${kind} \`${name}\``,
    [setAt(file.syntax, [`${kind}s`, name], declared.value, { first: true })],
    isMissing ? { creates: [path] } : {},
  );
};
