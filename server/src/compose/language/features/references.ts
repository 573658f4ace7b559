import type { LanguageFeature } from '../feature.ts';
import { locationAt } from '../ranges.ts';
import { findEverywhere } from './everywhere.ts';

/** Lists where a name is used, in all files of the project. */
export const references: LanguageFeature = {
  capabilities: { referencesProvider: true },
  register: (connection, workspace) => [
    connection.onReferences(async ({ textDocument, position, context }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const name = await findEverywhere(file, file.document.offsetAt(position), workspace);
      if (name === undefined) return null;
      const origins = context.includeDeclaration
        ? [...name.declarations, ...name.references]
        : name.references;
      return origins.map((origin) => locationAt(origin, workspace));
    }),
  ],
};
