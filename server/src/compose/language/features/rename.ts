import { ErrorCodes, ResponseError, type TextEdit } from 'vscode-languageserver';
import type { Origin } from '../../yaml/source.ts';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { anchorAt, holds } from '../symbols/symbols.ts';
import type { OpenCompose } from '../workspace.ts';
import { findEverywhere } from './everywhere.ts';

/** Gives a name another one everywhere in its project. */
export const rename: LanguageFeature = {
  capabilities: { renameProvider: { prepareProvider: true } },
  register: (connection, workspace) => [
    connection.onPrepareRename(async ({ textDocument, position }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      const name = await findEverywhere(file, offset, workspace);
      const origin = name && [...name.declarations, ...name.references].find(isAt(file, offset));
      return origin === undefined ? null : rangeAt(origin);
    }),
    connection.onRenameRequest(async ({ textDocument, position, newName }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      const name = await findEverywhere(file, offset, workspace);
      if (name === undefined) return null;
      refuseBadName(newName, anchorAt(file.syntax, offset) !== undefined);
      const changes: Record<string, TextEdit[]> = {};
      const origins = [...name.declarations, ...name.references];
      for (const origin of origins.sort((a, b) => a.start - b.start)) {
        const edits = (changes[workspace.uriOf(origin.source.path)] ??= []);
        edits.push({ range: rangeAt(origin), newText: newName });
      }
      return { changes };
    }),
  ],
};

const isAt =
  ({ path }: OpenCompose, offset: number) =>
  (origin: Origin): boolean =>
    origin.source.path === path && holds(origin, offset);

/** What the schema allows as a key, and YAML as an anchor (YAML 1.2, rule 102). */
const keyForm = /^[a-zA-Z0-9._-]+$/;
const anchorForm = /^[^\s,[\]{}]+$/;

const refuseBadName = (name: string, isAnchor: boolean): void => {
  if ((isAnchor ? anchorForm : keyForm).test(name)) return;
  throw new ResponseError(
    ErrorCodes.InvalidParams,
    isAnchor
      ? `"${name}" cannot be an anchor: leave out spaces, commas and brackets.`
      : `"${name}" cannot be a name: use letters, digits, ".", "_" and "-".`,
  );
};
