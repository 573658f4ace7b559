import {
  ErrorCodes,
  ResponseError,
  type Connection,
  type Disposable,
  type TextEdit,
} from 'vscode-languageserver';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import { rangeAt } from '../../compose/language/ranges.ts';
import { nameAtPlace } from './place.ts';

/** Gives a stage another name, in its Dockerfile and in the compose files that build it. */
export const registerRename = (
  connection: Connection,
  context: ModuleContext,
): readonly Disposable[] => [
  connection.onPrepareRename(async (asked) => {
    const name = await nameAtPlace(asked, context);
    return name?.isStage === true && name.declarations.length > 0 ? rangeAt(name.from) : null;
  }),
  connection.onRenameRequest(async (asked) => {
    const name = await nameAtPlace(asked, context);
    if (name?.isStage !== true || name.declarations.length === 0) return null;
    refuseBadName(asked.newName);
    const changes: Record<string, TextEdit[]> = {};
    for (const origin of [...name.declarations, ...name.references]) {
      const edits = (changes[context.workspace.uriOf(origin.source.path)] ??= []);
      edits.push({ range: rangeAt(origin), newText: asked.newName });
    }
    return { changes };
  }),
];

/** Source: BuildKit, `dockerfile/instructions`, the names of stages. */
const refuseBadName = (name: string): void => {
  if (/^[a-z][a-z0-9._-]*$/i.test(name)) return;
  throw new ResponseError(
    ErrorCodes.InvalidParams,
    `"${name}" cannot be a stage: begin with a letter, and use letters, digits, ".", "_" and "-".`,
  );
};
