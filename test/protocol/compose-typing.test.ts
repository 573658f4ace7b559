import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistrationParams, TextEdit } from 'vscode-languageserver/node';
import { defer } from '../support/defer.ts';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

describe('a line that is begun in a compose file', () => {
  let folder: string;
  let editor: Editor | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-typing-'));
  });
  afterEach(async () => {
    editor?.dispose();
    editor = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('is given its indentation and dash', async () => {
    editor = await startEditor();
    const path = join(folder, 'compose.yaml');
    await editor.open(path, 'services:\n  web:\n    ports:\n      - "80:80"\n\n');
    const edits: TextEdit[] = await editor.client.sendRequest('textDocument/onTypeFormatting', {
      textDocument: { uri: uriOf(path) },
      position: { line: 4, character: 0 },
      ch: '\n',
      options: { tabSize: 4, insertSpaces: true },
    });
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['      - '],
    );
  });

  it('is ours in compose files alone, where the editor can be told so', async () => {
    const dynamic = { dynamicRegistration: true };
    editor = await startEditor({ textDocument: { onTypeFormatting: dynamic } });
    const told = defer<RegistrationParams>();
    editor.client.onRequest('client/registerCapability', (params: RegistrationParams) => {
      told.resolve(params);
      return null;
    });
    await editor.client.sendNotification('initialized', {});
    const { registrations } = await told.promise;
    assert.deepEqual(
      registrations.map(({ method }) => method),
      ['textDocument/onTypeFormatting'],
    );
    assert.match(JSON.stringify(registrations), /dockercompose/);
  });
});
