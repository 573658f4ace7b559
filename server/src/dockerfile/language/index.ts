import { CodeActionKind } from 'vscode-languageserver';
import { DocumentFindings } from '../../compose/language/beside/document-findings.ts';
import type { LanguageModule } from '../../compose/language/beside/module.ts';
import { checkDockerfile } from './check.ts';
import { registerCodeActions } from './code-actions.ts';
import { registerDefinition } from './definition.ts';
import { dockerfileGlobs, dockerfilePath } from './document.ts';
import { registerDocumentLinks } from './document-links.ts';
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
  register: (connection, context) => [
    new DocumentFindings({
      connection,
      context,
      owns: (document) => dockerfilePath(document) !== undefined,
      find: async (document) => {
        const open = await readOpen(document, context.workspace);
        const problems = open && (await checkDockerfile(open, context.workspace));
        return (problems ?? []).map(({ finding }) => finding);
      },
    }),
    registerCodeActions(connection, context),
    registerDefinition(connection, context),
    registerDocumentLinks(connection, context),
    registerInlayHints(connection, context),
    registerReferences(connection, context),
    ...registerRename(connection, context),
  ],
};
