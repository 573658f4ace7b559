import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { startEditor, type Editor } from '../../support/compose-editor.ts';
import type { FeatureCase } from './cases.ts';

/** The request of each feature that is compared, and what of a record it is about. */
export const methods: Readonly<Record<string, string>> = {
  codeLens: 'textDocument/codeLens',
  completion: 'textDocument/completion',
  definition: 'textDocument/definition',
  definition_link: 'textDocument/definition',
  documentHighlight: 'textDocument/documentHighlight',
  documentLink: 'textDocument/documentLink',
  documentSymbol: 'textDocument/documentSymbol',
  formatting: 'textDocument/formatting',
  hover: 'textDocument/hover',
  inlayHint: 'textDocument/inlayHint',
  prepareRename: 'textDocument/prepareRename',
  rename: 'textDocument/rename',
};

const links = { textDocument: { definition: { linkSupport: true } } };

/** Asks as the case does, and answers with `$DIR` for its folder. */
export const ask = (each: FeatureCase): Promise<unknown> =>
  inItsFolder(each, async ({ editor, uri, folder }) => {
    const params = { ...each.params, textDocument: { uri } };
    const answer: unknown = await editor.client.sendRequest(methods[each.feature] ?? '', params);
    return JSON.parse(JSON.stringify(answer).replaceAll(folder, '$DIR')) as unknown;
  });

/** What is said of the case's file once it is open. */
export const askDiagnostics = (each: FeatureCase): Promise<readonly Diagnostic[]> =>
  inItsFolder(each, ({ editor, uri }) => editor.next(URI.parse(uri).fsPath, () => true));

interface Placed {
  readonly editor: Editor;
  readonly uri: string;
  readonly folder: string;
}

/** Puts the case into a folder of its own and opens what it opens. */
const inItsFolder = async <T>(
  each: FeatureCase,
  use: (placed: Placed) => Promise<T>,
): Promise<T> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'hyperbox-case-')));
  const editor = await startEditor(each.feature === 'definition_link' ? links : {});
  const placed = (text: string): string => text.replaceAll('$DIR', folder);
  const uriOf = (name: string): string =>
    name.includes('://') ? placed(name) : URI.file(join(folder, name)).toString();
  try {
    for (const [name, text] of Object.entries(each.siblings ?? {})) {
      const path = name.includes('://') ? URI.parse(uriOf(name)).fsPath : join(folder, name);
      if (!isAbsolute(path) || !path.startsWith(folder)) continue;
      await mkdir(name.endsWith('/') ? path : dirname(path), { recursive: true });
      if (!name.endsWith('/')) await writeFile(path, text);
    }
    const uri = uriOf(each.uri ?? 'compose.yaml');
    for (const [name, text] of Object.entries({ ...each.open_documents, [uri]: each.text })) {
      const languageId = /Dockerfile/i.test(name) ? 'dockerfile' : 'dockercompose';
      await editor.client.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(name), languageId, version: 1, text },
      });
    }
    return await use({ editor, uri, folder });
  } finally {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  }
};
