import { pathOf } from '../compose-document.ts';
import type { LanguageFeature } from '../feature.ts';

/**
 * Says what was found in a file when the editor asks (LSP 3.17); others are told unasked. Found things
 * depend on the other files of a project, so that an editor asks again for those that are visible.
 */
export const pullDiagnostics: LanguageFeature = {
  capabilities: ({ textDocument }) =>
    textDocument?.diagnostic === undefined
      ? {}
      : {
          diagnosticProvider: {
            identifier: 'hyperbox',
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        },
  register: (connection, workspace) => [
    // Of other files, such as `.env`, it is said what their projects have to say of them.
    connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) =>
      workspace.reportOn(workspace.open(uri)?.path ?? pathOf(uri), previousResultId),
    ),
  ],
};
