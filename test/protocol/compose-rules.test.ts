import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CodeAction, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerNotification } from '#shared/protocol/message';
import { catalog } from '../../server/src/compose/catalog/index.ts';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';
import { startTestServer } from '../support/server.ts';

const published: ServerNotification<PublishDiagnosticsParams> = {
  method: 'textDocument/publishDiagnostics',
};

const text = 'services:\n  web:\n    image: nginx\n    restart: sometimes\n    network: x\n';

describe('what the user made of findings', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hyperbox-rules-'));
  const file = path.join(folder, 'compose.yaml');
  let editor: Editor;

  beforeEach(async () => {
    editor = await startEditor();
  });
  afterEach(() => {
    editor.dispose();
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const has =
    (code: string, severity?: number) =>
    (diagnostics: readonly Diagnostic[]): boolean =>
      diagnostics.some(
        (each) => each.code === code && (severity === undefined || each.severity === severity),
      );

  it('links each to the page that explains it', async () => {
    await editor.open(file, text);
    const diagnostics = await editor.next(file, has('schema-unknown-key'));
    assert.deepEqual(
      diagnostics.map(({ codeDescription }) => codeDescription?.href),
      diagnostics.map(({ code }) => catalog.get(String(code))?.url),
    );
  });

  it('shows a code as it is set, in files that are open, and again as it is when that goes', async () => {
    const valid = text.replace('    network: x\n', '');
    await editor.open(file, valid);
    await editor.next(file, has('restart-policy', 2));
    editor.settings.composeRules = { 'restart-policy': 'error' };
    editor.language.refresh();
    await editor.next(file, has('restart-policy', 1));
    editor.settings.composeRules = { 'restart-policy': 'hint' };
    editor.language.refresh();
    await editor.next(file, has('restart-policy', 4));
    editor.settings.composeRules = { 'restart-policy': 'off' };
    editor.language.refresh();
    await editor.next(file, (diagnostics) => !has('restart-policy')(diagnostics));
    editor.settings.composeRules = {};
    editor.language.refresh();
    await editor.next(file, has('restart-policy', 2));
  });

  it('silences also what Compose refuses', async () => {
    editor.settings.composeRules = { 'schema-unknown-key': 'off' };
    await editor.open(file, text);
    const diagnostics = await editor.next(file, () => true);
    assert.equal(has('schema-unknown-key')(diagnostics), false);
  });

  it('reaches the .env of an open project, and is gone when the variable is used', async () => {
    const env = path.join(folder, '.env');
    writeFileSync(env, 'TAG=1\n');
    const own = path.join(folder, 'docker-compose.yaml');
    await editor.open(own, 'services:\n  web:\n    image: nginx:1\n');
    const [hint] = await editor.next(env, has('unused-variable', 4));
    assert.deepEqual(hint?.range, {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 3 },
    });
    await editor.change(own, 'services:\n  web:\n    image: nginx:${TAG}\n');
    await editor.next(env, (diagnostics) => diagnostics.length === 0);
    rmSync(env);
  });

  it('takes what is unused out of the .env, one by one or all at once', async () => {
    const env = path.join(folder, '.env');
    const text = 'A=1\nTAG=1\nB="x\ny"\nC=3';
    writeFileSync(env, text);
    await editor.open(file, 'services:\n  web:\n    image: nginx:${TAG}\n');
    const diagnostics = await editor.next(env, (all) => all.length === 3);
    const actions = await editor.client.sendRequest<readonly CodeAction[]>(
      'textDocument/codeAction',
      {
        textDocument: { uri: uriOf(env) },
        range: diagnostics[0]?.range,
        context: { diagnostics },
      },
    );
    const after = (title: string): string => {
      const edits = actions.find((each) => each.title === title)?.edit?.changes?.[uriOf(env)];
      assert.ok(edits, actions.map((each) => each.title).join(', '));
      return TextDocument.applyEdits(TextDocument.create('file:///x', 'x', 1, text), edits);
    };
    assert.equal(after('Remove `A`'), 'TAG=1\nB="x\ny"\nC=3');
    assert.equal(after('Remove `C`'), 'A=1\nTAG=1\nB="x\ny"\n');
    assert.equal(after('Fix all 2 problems of this kind in the file'), 'TAG=1\nB="x\ny"\n');
    assert.equal(
      actions.some(({ title }) => title === 'Remove `B`'),
      false,
    );
    rmSync(env);
  });

  it('says of a .env that is edited what holds for its text, when it is asked', async () => {
    const pulling = await startEditor({ textDocument: { diagnostic: {} } });
    const env = path.join(folder, '.env');
    const own = path.join(folder, 'compose.env.yaml');
    writeFileSync(env, 'TAG=1\n');
    const pull = async (file: string): Promise<readonly unknown[]> => {
      const { items } = await pulling.client.sendRequest<{ items: readonly Diagnostic[] }>(
        'textDocument/diagnostic',
        { textDocument: { uri: uriOf(file) } },
      );
      return items.map(({ code }) => code);
    };
    try {
      await pulling.open(own, 'services:\n  web:\n    image: nginx:${TAGS}\n');
      await pull(own);
      await pulling.open(env, 'TAG=1\n', 'dotenv');
      await pull(own);
      assert.deepEqual(await pull(env), ['unused-variable']);
      await pulling.change(env, 'TAGS=1\n');
      assert.equal((await pull(own)).includes('unset-variable'), false);
      assert.deepEqual(await pull(env), []);
    } finally {
      pulling.dispose();
      rmSync(env);
    }
  });

  it('follows the configuration that any editor sends', async () => {
    const server = await startTestServer();
    try {
      const uri = uriOf(file);
      const shown = (severity: number | undefined) =>
        server.next(
          published,
          (params) =>
            params.uri === uri &&
            params.diagnostics.find(({ code }) => code === 'restart-policy')?.severity === severity,
        );
      const first = shown(2);
      await server.connection.sendNotification('textDocument/didOpen', {
        textDocument: {
          uri,
          languageId: 'dockercompose',
          version: 1,
          text: text.replace('    network: x\n', ''),
        },
      });
      await first;
      const set = async (rules: object, severity: number | undefined): Promise<void> => {
        const changed = shown(severity);
        await server.connection.sendNotification('workspace/didChangeConfiguration', {
          settings: { hyperbox: { compose: { rules } } },
        });
        await changed;
      };
      await set({ 'restart-policy': 'hint' }, 4);
      await set({ 'restart-policy': 'off' }, undefined);
      await set({}, 2);
    } finally {
      await server.dispose();
    }
  });
});
