import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
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
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
      const file = workspace.open(textDocument.uri);
      return file === undefined
        ? { kind: DocumentDiagnosticReportKind.Full, items: [] }
        : workspace.reportOn(file.path, previousResultId);
    }),
  ],
};
