import type { Origin } from '../../yaml/source.ts';
import { besideFile } from '../beside-file.ts';
import { groupOf, type SymbolUse } from '../symbols/symbols.ts';
import type { LanguageWorkspace, ReadCompose } from '../workspace.ts';

/** Where a name is declared: in the file at `path`, in the others of its project, in the one that it names. */
export const declarationsOf = async (
  symbol: SymbolUse,
  path: string,
  workspace: LanguageWorkspace,
): Promise<readonly Origin[]> =>
  (await filesFor(symbol, path, workspace)).flatMap(
    ({ symbols }) => groupOf(symbols, symbol).declarations,
  );

/** All names of one kind that are declared there. */
export const declaredNames = async (
  wanted: Pick<SymbolUse, 'kind' | 'file'>,
  path: string,
  workspace: LanguageWorkspace,
): Promise<readonly string[]> =>
  (await filesFor(wanted, path, workspace)).flatMap(({ symbols }) =>
    symbols
      .filter(({ kind, role }) => kind === wanted.kind && role === 'declaration')
      .map(({ name }) => name),
  );

const filesFor = async (
  { file }: Pick<SymbolUse, 'file'>,
  path: string,
  workspace: LanguageWorkspace,
): Promise<readonly ReadCompose[]> => {
  const paths = file === undefined ? await workspace.projectFiles(path) : [besideFile(path, file)];
  const files = await Promise.all(paths.map((each) => workspace.read(each)));
  return files.filter((each) => each !== undefined);
};
