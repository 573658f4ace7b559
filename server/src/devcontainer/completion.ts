import { CompletionItemKind, type Connection, type Disposable } from 'vscode-languageserver';
import type { ModuleContext } from '../compose/language/beside/module.ts';
import { rangeAt } from '../compose/language/ranges.ts';
import { isOn, loadProject, originAt, readOpen, serviceWords } from './reader.ts';

/** The services of the compose files, where one is to be named; the rest is the schema's. */
export const registerCompletion = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const document = context.documents.get(uri);
    const open = readOpen(document);
    const offset = document?.offsetAt(position);
    if (open === undefined || offset === undefined) return null;
    const word = serviceWords(open).find((each) => isOn(each, offset));
    const result = word && (await loadProject(open, context.workspace));
    if (word === undefined || result?.model === undefined) return null;
    const range = rangeAt(originAt(open, word));
    const { services, disabledServices } = result.model;
    return Object.entries({ ...services, ...disabledServices }).map(([label, { image }]) => ({
      ...{ label, kind: CompletionItemKind.Reference, textEdit: { range, newText: label } },
      ...(image !== undefined && { detail: image }),
    }));
  });
