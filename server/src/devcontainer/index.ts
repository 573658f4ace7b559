import { CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentFindings } from '../compose/language/beside/document-findings.ts';
import type { LanguageModule, ModuleContext } from '../compose/language/beside/module.ts';
import type { Problem } from '../compose/language/beside/problem.ts';
import { registerProblemActions } from '../compose/language/beside/problem-actions.ts';
import { checkDevcontainer } from './check.ts';
import { registerCompletion } from './completion.ts';
import { registerDefinition } from './definition.ts';
import { devcontainerPath } from './document.ts';
import { registerDocumentLinks } from './document-links.ts';
import { readOpen } from './reader.ts';

/** What devcontainer.json says of compose files and Dockerfiles; all else is its schema's, which others know. */
export const devcontainerLanguage: LanguageModule = {
  capabilities: {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    completionProvider: {},
    definitionProvider: true,
    documentLinkProvider: { resolveProvider: false },
  },
  watched: ['**/{,.}devcontainer.json'],
  owns: (document) => devcontainerPath(document) !== undefined,
  register: (connection, context) => [
    new DocumentFindings({
      connection,
      context,
      owns: (document) => devcontainerPath(document) !== undefined,
      find: async (document) => (await problemsIn(document, context)).map(({ finding }) => finding),
    }),
    registerProblemActions(connection, context, (document) => problemsIn(document, context)),
    registerCompletion(connection, context),
    registerDefinition(connection, context),
    registerDocumentLinks(connection, context),
  ],
};

const problemsIn = async (
  document: TextDocument,
  { workspace }: ModuleContext,
): Promise<readonly Problem[]> => {
  const open = readOpen(document);
  return open === undefined ? [] : checkDevcontainer(open, workspace);
};
