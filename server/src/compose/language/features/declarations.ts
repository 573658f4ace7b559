import { dirname, resolve } from 'node:path';
import type { Origin } from '../../yaml/source.ts';
import { groupOf, type SymbolUse } from '../symbols/symbols.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** Where a name is declared: in the file at `path`, in the others of its project, in the one that it names. */
export const declarationsOf = async (
  { kind, name, file }: SymbolUse,
  path: string,
  workspace: LanguageWorkspace,
): Promise<readonly Origin[]> => {
  const files =
    file === undefined ? await workspace.projectFiles(path) : [resolve(dirname(path), file)];
  const declared = files.map(async (each) => {
    const read = await workspace.read(each);
    return read === undefined ? [] : groupOf(read.symbols, { kind, name }).declarations;
  });
  return (await Promise.all(declared)).flat();
};
