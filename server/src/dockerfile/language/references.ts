import type { Connection, Disposable } from 'vscode-languageserver';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import { locationAt } from '../../compose/language/ranges.ts';
import { nameAtPlace } from './place.ts';

/** Lists where a stage is named, in its Dockerfile and in the compose files that build it. */
export const registerReferences = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onReferences(async (asked) => {
    const name = await nameAtPlace(asked, context);
    if (name === undefined) return null;
    const { declarations, references } = name;
    const origins = asked.context.includeDeclaration
      ? [...declarations, ...references]
      : references;
    return origins.map((origin) => locationAt(origin, context.workspace));
  });
