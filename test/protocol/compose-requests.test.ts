import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  ResponseError,
  type Diagnostic,
  type RelatedFullDocumentDiagnosticReport,
  type RelatedUnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { loadCompose } from '../../server/src/compose/load.ts';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';
import { defer } from '../support/defer.ts';

type Report = RelatedFullDocumentDiagnosticReport | RelatedUnchangedDocumentDiagnosticReport;

const text =
  'services:\n  web:\n    image: nginx:1\n    depends_on: [db]\n  db:\n    image: postgres\n';
const broken = text.replace('[db]', '[dbb]');
const codeOf = (error: unknown): unknown => (error instanceof ResponseError ? error.code : error);
const codesOf = (items: readonly Diagnostic[]): readonly unknown[] =>
  items.filter(({ severity }) => severity === 1).map(({ code }) => code);

describe('requests on compose files', () => {
  let folder: string;
  let path: string;
  let editor: Editor | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-requests-'));
    path = join(folder, 'compose.yaml');
  });
  afterEach(async () => {
    editor?.dispose();
    editor = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  const at = (line: number, character: number) => ({
    textDocument: { uri: uriOf(path) },
    position: { line, character },
  });

  describe('that nobody waits for any more', () => {
    it('are answered as cancelled at once', async () => {
      editor = await startEditor();
      await editor.open(path, text);
      const source = new CancellationTokenSource();
      const answer = editor.client.sendRequest('textDocument/hover', at(2, 5), source.token);
      source.cancel();
      await assert.rejects(answer, (error) => codeOf(error) === LSPErrorCodes.RequestCancelled);
    });

    it('are told that the text has changed, where places in it matter', async () => {
      const changed = defer<undefined>();
      editor = await startEditor({}, undefined, {
        loadCompose: async (...given) => {
          await changed.promise;
          return loadCompose(...given);
        },
      });
      await editor.open(path, text);
      const { client } = editor;
      const codes = ['textDocument/references', 'textDocument/rename'].map((method) =>
        client
          .sendRequest(method, {
            ...at(1, 3),
            context: { includeDeclaration: true },
            newName: 'api',
          })
          .then(() => 'answered', codeOf),
      );
      const offered = client.sendRequest('textDocument/completion', at(2, 6));
      await editor.change(path, `# first\n${text}`);
      // What is asked after the change is answered after it.
      await client.sendRequest('textDocument/foldingRange', {
        textDocument: at(0, 0).textDocument,
      });
      changed.resolve(undefined);
      const { ContentModified } = LSPErrorCodes;
      assert.deepEqual(await Promise.all(codes), [ContentModified, ContentModified]);
      assert.ok(await offered);
      // The next one is about the new text.
      const next = await client.sendRequest('textDocument/prepareRename', at(2, 3));
      assert.deepEqual(next, {
        start: { line: 2, character: 2 },
        end: { line: 2, character: 5 },
      });
    });
  });

  it('are answered with more files open than are kept in mind', async () => {
    editor = await startEditor();
    const services = Array.from({ length: 200 }, (_, at) => `  s${String(at)}:\n    image: a\n`);
    for (let at = 0; at < 14; at += 1) {
      const inner = join(folder, `p${String(at)}`);
      await mkdir(inner);
      await editor.open(join(inner, 'compose.yaml'), `services:\n${services.join('')}`);
    }
    const found = await editor.client.sendRequest('workspace/symbol', { query: 's199' });
    assert.equal((found as readonly unknown[]).length, 14);
  });

  describe('for diagnostics', () => {
    const pulling = { textDocument: { diagnostic: { relatedDocumentSupport: true } } };
    const pull = (previousResultId?: string): Promise<Report> =>
      editor!.client.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: uriOf(path) },
        ...(previousResultId !== undefined && { previousResultId }),
      });

    it('are offered to those who can ask, and nothing is pushed to them', async () => {
      editor = await startEditor(pulling);
      await editor.open(path, broken);
      const report = await pull();
      assert.equal(report.kind, 'full');
      assert.deepEqual(codesOf(report.items), ['undefined-service']);
      assert.deepEqual(editor.log, []);
    });

    it('are about the text as it is now, and say when nothing is new', async () => {
      editor = await startEditor(pulling);
      await editor.open(path, text);
      const first = await pull();
      await editor.change(path, broken);
      const second = await pull(first.resultId);
      assert.ok(second.kind === 'full');
      assert.deepEqual(codesOf(second.items), ['undefined-service']);
      assert.deepEqual(await pull(second.resultId), {
        kind: 'unchanged',
        resultId: second.resultId,
      });
      await editor.change(path, text);
      assert.equal((await pull(second.resultId)).resultId, first.resultId);
    });

    it('are ended by the next keystroke, with the wish to be asked again', async () => {
      editor = await startEditor(pulling);
      await editor.open(path, text);
      const answer = pull();
      await editor.change(path, broken);
      await assert.rejects(answer, (error) => {
        assert.ok(error instanceof ResponseError);
        assert.equal(error.code, LSPErrorCodes.ServerCancelled);
        assert.deepEqual(error.data, { retriggerRequest: true });
        return true;
      });
      assert.deepEqual(codesOf(((await pull()) as { items: Diagnostic[] }).items), [
        'undefined-service',
      ]);
    });

    it('tell of files that are not open, and take it back', async () => {
      const other = join(folder, 'other.yaml');
      await writeFile(other, 'services:\n  db:\n    imagee: postgres\n');
      editor = await startEditor(pulling);
      await editor.open(path, 'include: [other.yaml]\n');
      const related = (await pull()).relatedDocuments?.[uriOf(other)];
      assert.ok(related?.kind === 'full');
      assert.ok(codesOf(related.items).includes('schema-unknown-key'));
      const again = (await pull()).relatedDocuments?.[uriOf(other)];
      assert.deepEqual(again, { kind: 'unchanged', resultId: related.resultId });
      await editor.change(path, text);
      const gone = (await pull()).relatedDocuments?.[uriOf(other)];
      assert.ok(gone?.kind === 'full');
      assert.deepEqual(gone.items, []);
    });

    it('are wished for when something else than the text has changed', async () => {
      editor = await startEditor({
        ...pulling,
        workspace: { diagnostics: { refreshSupport: true } },
      });
      const refreshed = defer<string>();
      editor.client.onRequest('workspace/diagnostic/refresh', () => {
        refreshed.resolve('asked');
        return null;
      });
      await editor.open(path, 'services:\n  web:\n    image: nginx:1\n    env_file: a.env\n');
      const first = await pull();
      assert.ok(first.kind === 'full' && codesOf(first.items).includes('env-file-missing'));
      const env = join(folder, 'a.env');
      await writeFile(env, 'A=1\n');
      await editor.client.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf(env), type: 1 }],
      });
      await refreshed.promise;
      const second = await pull(first.resultId);
      assert.ok(second.kind === 'full' && !codesOf(second.items).includes('env-file-missing'));
    });

    it('answer also when none are wanted, and of what is no compose file', async () => {
      editor = await startEditor(pulling);
      editor.settings.composeDiagnostics = false;
      await editor.open(path, broken);
      assert.deepEqual(((await pull()) as { items: Diagnostic[] }).items, []);
      const none: Report = await editor.client.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: 'untitled:x' },
      });
      assert.ok(none.kind === 'full');
      assert.deepEqual(none.items, []);
    });
  });

  it('are not needed where diagnostics are pushed, with the version of the text', async () => {
    editor = await startEditor({ textDocument: { publishDiagnostics: { versionSupport: true } } });
    await editor.open(path, text);
    await editor.change(path, broken);
    await editor.next(path, (items) => codesOf(items).length > 0);
    assert.equal(editor.log.at(-1)?.version, 2);
  });
});
