import type { StaticFeature } from 'vscode-languageclient/node';

/**
 * Tells the server that this client does not ask for diagnostics, so that it is told. One load of a
 * project then serves all its files, also those that are not open, of which VS Code's client drops what
 * the answer to a question about another file says.
 */
export const pushedDiagnostics: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    delete capabilities.textDocument?.diagnostic;
    delete capabilities.workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};
