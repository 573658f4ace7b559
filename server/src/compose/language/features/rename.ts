import { ErrorCodes, ResponseError, type TextEdit } from 'vscode-languageserver';
import type { Origin } from '../../yaml/source.ts';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { anchorAt, holds } from '../symbols/symbols.ts';
import { variableAt } from '../syntax/variables.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { findEverywhere, type NameEverywhere } from './everywhere.ts';

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
      await refuse(newName, { file, offset, name, workspace });
      const changes: Record<string, TextEdit[]> = {};
      for (const { origin, text } of editsFor(name, newName)) {
        const edits = (changes[workspace.uriOf(origin.source.path)] ??= []);
        edits.push({ range: rangeAt(origin), newText: text });
      }
      return { changes };
    }),
  ],
};

const isAt =
  ({ path }: OpenCompose, offset: number) =>
  (origin: Origin): boolean =>
    origin.source.path === path && holds(origin, offset);

interface NewText {
  readonly origin: Origin;
  readonly text: string;
}

const editsFor = (
  { declarations, references, variables }: NameEverywhere,
  text: string,
): readonly NewText[] =>
  [
    ...declarations.map((origin) => ({ origin, text })),
    ...(variables?.map((use) => use.renamed(text)) ??
      references.map((origin) => ({ origin, text }))),
  ].sort((a, b) => a.origin.start - b.origin.start);

/** What the schema allows as a key, YAML as an anchor (YAML 1.2, rule 102), Compose as a variable. */
const forms = {
  key: [/^[a-zA-Z0-9._-]+$/, 'a name: use letters, digits, ".", "_" and "-".'],
  anchor: [/^[^\s,[\]{}]+$/, 'an anchor: leave out spaces, commas and brackets.'],
  variable: [/^[A-Za-z_]\w*$/, 'a variable: use letters, digits and "_".'],
} as const;

interface RenameRequest {
  readonly file: OpenCompose;
  readonly offset: number;
  readonly name: NameEverywhere;
  readonly workspace: LanguageWorkspace;
}

const refuse = async (
  newName: string,
  { file, offset, name, workspace }: RenameRequest,
): Promise<void> => {
  const isAnchor = anchorAt(file.syntax, offset) !== undefined;
  const [form, rule] =
    forms[name.variables !== undefined ? 'variable' : isAnchor ? 'anchor' : 'key'];
  if (!form.test(newName)) throw invalid(`"${newName}" cannot be ${rule}`);
  if (name.variables === undefined || name.declarations.length > 0) return;
  const { model } = await workspace.judge(file.path);
  const variable = variableAt(file.syntax, offset)?.name ?? '';
  if (model?.environment[variable] === undefined) return;
  throw invalid(`${variable} is set in the environment of the editor, where it keeps its name.`);
};

const invalid = (message: string): ResponseError =>
  new ResponseError(ErrorCodes.InvalidParams, message);
