import { CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { buildsIn } from '../../compose/language/beside/builds.ts';
import { DocumentFindings } from '../../compose/language/beside/document-findings.ts';
import type { LanguageModule, ModuleContext } from '../../compose/language/beside/module.ts';
import type { Problem } from '../../compose/language/beside/problem.ts';
import { registerProblemActions } from '../../compose/language/beside/problem-actions.ts';
import { checkDockerfile } from './check.ts';
import { registerDefinition } from './definition.ts';
import { dockerfileGlobs, dockerfilePath } from './document.ts';
import { registerDocumentLinks } from './document-links.ts';
import { readInline } from './inline.ts';
import { registerInlayHints } from './inlay-hints.ts';
import { readOpen } from './reader.ts';
import { registerReferences } from './references.ts';
import { registerRename } from './rename.ts';

/**
 * What Dockerfiles and compose files have to say of each other. No completion, hovers, symbols or
 * formatting: other extensions serve Dockerfiles as such, and well.
 */
export const dockerfileLanguage: LanguageModule = {
  capabilities: {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    definitionProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
  },
  watched: dockerfileGlobs,
  owns: (document) => dockerfilePath(document) !== undefined,
  findIn: async (result, workspace) => {
    const inline = buildsIn(result).flatMap((use) => readInline(use) ?? []);
    const found = await Promise.all(inline.map((each) => checkDockerfile(each, workspace)));
    return found.flat().map(({ finding }) => finding);
  },
  register: (connection, context) => [
    new DocumentFindings({
      connection,
      context,
      owns: (document) => dockerfilePath(document) !== undefined,
      find: async (document) => (await problemsIn(document, context)).map(({ finding }) => finding),
    }),
    registerProblemActions(connection, context, (document) => problemsIn(document, context)),
    registerDefinition(connection, context),
    registerDocumentLinks(connection, context),
    registerInlayHints(connection, context),
    registerReferences(connection, context),
    ...registerRename(connection, context),
  ],
};

const problemsIn = async (
  document: TextDocument,
  { workspace }: ModuleContext,
): Promise<readonly Problem[]> => {
  const open = await readOpen(document, workspace);
  return open === undefined ? [] : checkDockerfile(open, workspace);
};
