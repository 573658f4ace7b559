import { SymbolKind as Kind, type SymbolInformation } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { locationAt } from '../ranges.ts';
import type { SymbolKind } from '../symbols/table.ts';

/** Finds what is declared in the projects of all compose files that are open. */
export const workspaceSymbols: LanguageFeature = {
  capabilities: { workspaceSymbolProvider: true },
  register: (connection, workspace) => [
    connection.onWorkspaceSymbol(async ({ query }) => {
      const projects = workspace.openFiles().map(({ path }) => workspace.projectFiles(path));
      const paths = new Set((await Promise.all(projects)).flat());
      const files = await Promise.all([...paths].map((path) => workspace.read(path)));
      return files.flatMap((file) =>
        (file?.symbols ?? [])
          .filter(({ role, name }) => role === 'declaration' && fits(name, query))
          .map(({ kind, name, origin }): SymbolInformation => ({
            ...{ name, kind: kinds[kind], containerName: `${kind}s` },
            location: locationAt(origin, workspace),
          })),
      );
    }),
  ],
};

/** As in the outline. */
export const kinds: Readonly<Record<SymbolKind, Kind>> = {
  service: Kind.Class,
  network: Kind.Interface,
  volume: Kind.File,
  config: Kind.Variable,
  secret: Kind.Key,
  model: Kind.Module,
  profile: Kind.EnumMember,
};

/** The letters of the query, in their order. */
const fits = (name: string, query: string): boolean => {
  let at = 0;
  for (const letter of query.toLowerCase()) {
    const found = name.toLowerCase().indexOf(letter, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return true;
};
