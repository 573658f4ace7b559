import type { Origin } from '../../yaml/source.ts';
import { besideFile } from '../beside-file.ts';
import { projectVariables } from '../symbols/env-variables.ts';
import { anchorAt, symbolAt, type SymbolUse } from '../symbols/symbols.ts';
import { variableAt, variablesOf, type VariableUse } from '../syntax/variables.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** All places of the name under the caret in all files of the project. */
export interface NameEverywhere {
  readonly declarations: readonly Origin[];
  readonly references: readonly Origin[];
  /** Of a variable, which is not always renamed by writing another name in its place. */
  readonly variables?: readonly VariableUse[];
}

/** An anchor is known in its own file only; a service also to those who extend it from elsewhere. */
export const findEverywhere = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<NameEverywhere | undefined> => {
  const anchor = anchorAt(file.syntax, offset);
  if (anchor !== undefined) return anchor;
  const symbol = symbolAt(file.symbols, offset);
  if (symbol !== undefined) return findSymbol(symbol, file, workspace);
  const variable = variableAt(file.syntax, offset);
  return variable && findVariable(variable.name, file, workspace);
};

const findSymbol = async (
  symbol: SymbolUse,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<NameEverywhere | undefined> => {
  const paths = await workspace.projectFiles(file.path);
  // Only through `extends` does a name mean another file's: then it is that file's project that counts.
  const home = symbol.file === undefined ? undefined : besideFile(file.path, symbol.file);
  const isMeant = (use: SymbolUse, path: string): boolean => {
    if (use.kind !== symbol.kind || use.name !== symbol.name) return false;
    const named = use.file === undefined ? undefined : besideFile(path, use.file);
    if (home !== undefined) return path === home ? named === undefined : named === home;
    return named === undefined || paths.includes(named);
  };
  if (home !== undefined && (await workspace.read(home)) === undefined) return undefined;
  const all = new Set([...paths, ...(home === undefined ? [] : [home])]);
  const uses = await Promise.all(
    [...all].map(async (path) => {
      const symbols = (await workspace.read(path))?.symbols ?? [];
      return symbols.filter((use) => isMeant(use, path));
    }),
  );
  const origins = (role: SymbolUse['role']): readonly Origin[] =>
    uses.flat().flatMap((use) => (use.role === role ? [use.origin] : []));
  return { declarations: origins('declaration'), references: origins('reference') };
};

/** It is declared where an env file sets it. */
const findVariable = async (
  name: string,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<NameEverywhere> => {
  const paths = await workspace.projectFiles(file.path);
  const [{ set }, ...files] = await Promise.all([
    projectVariables(file.path, workspace),
    ...paths.map((path) => workspace.read(path)),
  ]);
  const variables = files.flatMap((each) =>
    (each === undefined ? [] : variablesOf(each.syntax)).filter((use) => use.name === name),
  );
  return {
    declarations: set.filter((each) => each.name === name).map(({ origin }) => origin),
    references: variables.map(({ origin }) => origin),
    variables,
  };
};
