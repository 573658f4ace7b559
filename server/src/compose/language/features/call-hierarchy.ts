import type { CallHierarchyItem } from 'vscode-languageserver';
import { pathOf } from '../compose-document.ts';
import type { LanguageFeature } from '../feature.ts';
import { readServiceGraph } from '../symbols/service-graph.ts';
import { symbolAt } from '../symbols/symbols.ts';

/** Which services a service waits for, and which wait for it, in all files of the graph. */
export const callHierarchy: LanguageFeature = {
  capabilities: { callHierarchyProvider: true },
  register: (connection, workspace) => [
    connection.languages.callHierarchy.onPrepare(async ({ textDocument, position }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const symbol = symbolAt(file.symbols, file.document.offsetAt(position));
      if (symbol?.kind !== 'service' || symbol.file !== undefined) return null;
      const graph = await readServiceGraph(file.path, workspace);
      const item = graph.itemOf(symbol.name);
      return item === undefined ? null : [item];
    }),
    connection.languages.callHierarchy.onIncomingCalls(async ({ item }) => {
      const graph = await readServiceGraph(rootOf(item), workspace);
      return graph.incoming(item.name);
    }),
    connection.languages.callHierarchy.onOutgoingCalls(async ({ item }) => {
      const graph = await readServiceGraph(rootOf(item), workspace);
      return graph.outgoing(item);
    }),
  ],
};

/** The file that was asked about first: an included one does not know who includes it. */
const rootOf = ({ uri, data }: CallHierarchyItem): string =>
  typeof data === 'string' ? data : pathOf(uri);
