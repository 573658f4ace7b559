import type { Connection, Disposable, DocumentLink } from 'vscode-languageserver';
import type { ModuleContext } from '../compose/language/beside/module.ts';
import { rangeAt } from '../compose/language/ranges.ts';
import { originAt, readOpen } from './reader.ts';

/** Opens the compose files and the Dockerfile that it names. */
export const registerDocumentLinks = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onDocumentLinks(({ textDocument: { uri } }): DocumentLink[] | null => {
    const open = readOpen(context.documents.get(uri));
    if (open === undefined) return null;
    const { composeFiles, dockerfile } = open;
    return [...composeFiles, ...(dockerfile ? [dockerfile] : [])].map(({ word, path }) => ({
      range: rangeAt(originAt(open, word)),
      target: context.workspace.uriOf(path),
      tooltip: path,
    }));
  });
