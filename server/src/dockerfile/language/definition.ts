import type { Connection, Disposable, Location } from 'vscode-languageserver';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import { locationAt } from '../../compose/language/ranges.ts';
import { nameAtPlace, useAt, type Asked } from './place.ts';
import { readBuilt } from './reader.ts';

/**
 * Leads from the name of a stage to its FROM, from that of a context to the compose file, and from a
 * build, by its context or `dockerfile`, to the Dockerfile.
 */
export const registerDefinition = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onDefinition(async (asked) => {
    const name = await nameAtPlace(asked, context);
    const found = name?.declarations.map((origin) => locationAt(origin, context.workspace));
    return found ?? (await dockerfileAt(asked, context));
  });

const dockerfileAt = async (
  { textDocument: { uri }, position }: Asked,
  { workspace }: ModuleContext,
): Promise<Location[] | null> => {
  const compose = workspace.open(uri);
  if (compose === undefined) return null;
  const offset = compose.document.offsetAt(position);
  const use =
    (await useAt(compose, offset, 'dockerfile', workspace)) ??
    (await useAt(compose, offset, 'context', workspace));
  const open = use && (await readBuilt(use, workspace));
  if (open === undefined) return null;
  const start = use?.build.dockerfile_inline === undefined ? 0 : (use.inline?.start ?? 0);
  return [locationAt({ source: open.source, start, end: start }, workspace)];
};
