import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] =>
  diagnostics.map(({ code }) => code);
const has =
  (code: string) =>
  (diagnostics: readonly Diagnostic[]): boolean =>
    codes(diagnostics).includes(code);
const textOf = ({ message }: Diagnostic): string =>
  typeof message === 'string' ? message : message.value;
const none = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length === 0;

describe('compose diagnostics', () => {
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-compose-'));
    editor = await startEditor();
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows a mistake in unsaved text at its place, and takes it back when it is fixed', async () => {
    const path = join(folder, 'compose.yaml');
    await writeFile(path, 'services: {}\n');
    await editor.open(path, 'services:\n  web:\n    imagee: nginx\n');
    const [diagnostic] = (await editor.next(path, has('schema-unknown-key'))).filter(
      ({ code }) => code === 'schema-unknown-key',
    );
    assert.deepEqual(diagnostic?.range, {
      start: { line: 2, character: 4 },
      end: { line: 2, character: 10 },
    });
    assert.equal(diagnostic.source, 'HyperBox');
    assert.match(textOf(diagnostic), /Did you mean `image`\?/);
    await editor.change(path, 'services:\n  web:\n    image: nginx\n');
    await editor.next(path, none);
  });

  it('clears what it showed when the file is closed', async () => {
    const path = join(folder, 'compose.yaml');
    await editor.open(path, 'services: [\n');
    await editor.next(path, has('yaml-syntax'));
    await editor.close(path);
    await editor.next(path, none);
  });

  it('notices that the user makes a file that was missing, or its folder goes', async () => {
    const path = join(folder, 'compose.yaml');
    const mounted = join(folder, 'conf', 'a.conf');
    await editor.open(path, 'services:\n  web:\n    image: a\n    volumes: [./conf/a.conf:/a]\n');
    await editor.next(path, has('bind-source-missing'));
    await mkdir(join(folder, 'conf'));
    await writeFile(mounted, '');
    const files = [{ uri: uriOf(mounted) }];
    await editor.client.sendNotification('workspace/didCreateFiles', { files });
    await editor.next(path, none);
    await rm(join(folder, 'conf'), { recursive: true });
    await editor.client.sendNotification('workspace/didRenameFiles', {
      files: [{ oldUri: uriOf(join(folder, 'conf')), newUri: uriOf(join(folder, 'other')) }],
    });
    await editor.next(path, has('bind-source-missing'));
  });

  it('judges an override with its project, and again when the project changes', async () => {
    const main = join(folder, 'compose.yaml');
    const override = join(folder, 'compose.override.yaml');
    await writeFile(main, 'services:\n  web:\n    image: nginx\n');
    await writeFile(override, '');
    await editor.open(override, 'services:\n  web:\n    networks: [back]\n');
    await editor.next(override, has('undefined-network'));
    await editor.open(main, 'services:\n  web:\n    image: nginx\nnetworks:\n  back:\n');
    await editor.next(override, none);
  });

  it('accepts a fragment of any name that makes sense over the project', async () => {
    const main = join(folder, 'compose.yaml');
    const fragment = join(folder, 'compose.prod.yaml');
    await writeFile(main, 'services:\n  web:\n    image: nginx\n');
    await editor.open(fragment, 'services:\n  web:\n    restart: sometimes\n');
    const found = await editor.next(fragment, (diagnostics) => diagnostics.length > 0);
    assert.deepEqual(codes(found), ['restart-policy']);
  });

  it('points from a duplicate to the first', async () => {
    const path = join(folder, 'compose.yaml');
    await editor.open(path, 'services:\n  web:\n    image: a\n    image: b\n');
    const [duplicate] = await editor.next(path, has('yaml-duplicate-key'));
    assert.deepEqual(duplicate?.relatedInformation?.[0]?.location.range.start, {
      line: 2,
      character: 4,
    });
  });

  it('shows a mistake in an included file that is not open, there', async () => {
    const path = join(folder, 'compose.yaml');
    const included = join(folder, 'other.yaml');
    await writeFile(included, 'services:\n  a:\n    image: x\n    portss: []\n');
    await editor.open(path, 'include: [other.yaml]\n');
    await editor.next(included, has('schema-unknown-key'));
    await editor.close(path);
    await editor.next(included, none);
  });

  it('turns off and on with the setting, live', async () => {
    const path = join(folder, 'compose.yaml');
    await editor.open(path, 'services: 5\n');
    await editor.next(path, has('schema'));
    editor.settings.composeDiagnostics = false;
    editor.language.refresh();
    await editor.next(path, none);
    editor.settings.composeDiagnostics = true;
    editor.language.refresh();
    await editor.next(path, has('schema'));
  });

  it('looks at yaml files only when they have a compose name', async () => {
    const other = join(folder, 'values.yaml');
    const named = join(folder, 'docker-compose.test.yml');
    await editor.open(other, 'services: 5\n', 'yaml');
    await editor.open(named, 'services: 5\n', 'yaml');
    await editor.next(named, has('schema'));
    assert.equal(editor.published.has(other), false);
  });

  it('shows only what the last of many edits deserves', async () => {
    const path = join(folder, 'compose.yaml');
    await editor.open(path, 'services: 0\n');
    for (let index = 1; index <= 50; index += 1) {
      await editor.change(path, `services: ${index}\n`);
    }
    await editor.change(path, 'services:\n  web:\n    image: nginx\nnetworks: 1\n');
    const found = await editor.next(path, (diagnostics) =>
      diagnostics.some((each) => textOf(each).startsWith('networks must be')),
    );
    assert.equal(found.length, 1);
  });

  it('hears of files that change on disk', async () => {
    const path = join(folder, 'compose.yaml');
    await editor.open(path, 'services:\n  web:\n    image: nginx:${TAG}\n');
    await editor.next(path, has('unset-variable'));
    const env = join(folder, '.env');
    await writeFile(env, 'TAG=1\n');
    await editor.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(env), type: 1 }],
    });
    await editor.next(path, none);
  });

  it('works in folders with spaces and unicode', async () => {
    const strange = join(folder, 'a b ü#%20');
    await mkdir(strange);
    const path = join(strange, 'compose.yaml');
    await editor.open(path, 'services: 5\n');
    await editor.next(path, has('schema'));
  });
});
