import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const files = {
  'compose.override.yaml': 'services:\n  queue:\n    image: nats\nnetworks:\n  back: {}\n',
  'app/Dockerfile': 'FROM node AS deps\nFROM deps AS run\n',
  '.env': 'GREETING=hello\n',
};

describe('completion in a compose file', () => {
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-completion-'));
    await mkdir(join(folder, 'app'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    editor = await startEditor();
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** What is offered where `|` stands. */
  const offered = async (marked: string): Promise<readonly CompletionItem[]> => {
    const path = join(folder, 'compose.yaml');
    const before = marked.slice(0, marked.indexOf('|')).split('\n');
    const text = marked.replace('|', '');
    await writeFile(path, text);
    await editor.open(path, text);
    const list: CompletionList | null = await editor.client.sendRequest('textDocument/completion', {
      textDocument: { uri: uriOf(path) },
      position: { line: before.length - 1, character: (before.at(-1) ?? '').length },
    });
    await editor.close(path);
    return list?.items ?? [];
  };
  const labels = async (marked: string): Promise<readonly string[]> =>
    (await offered(marked)).map(({ label }) => label);
  const newText = (item: CompletionItem | undefined): string | undefined =>
    (item?.textEdit as TextEdit | undefined)?.newText;

  it('offers keys where they belong, what is written most first, with what follows them', async () => {
    const items = await offered('services:\n  web:\n    |');
    const sorted = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.deepEqual(
      sorted.slice(0, 4).map(({ label }) => label),
      ['image', 'build', 'command', 'ports'],
    );
    assert.equal(newText(items.find(({ label }) => label === 'image')), 'image: ');
    assert.equal(newText(items.find(({ label }) => label === 'ports')), 'ports:\n      - ');
    const { documentation } = items.find(({ label }) => label === 'image') ?? {};
    assert.match(typeof documentation === 'string' ? documentation : '', /image/);
  });

  it('offers required keys before all others', async () => {
    const items = await offered('services:\n  web:\n    volumes:\n      - |\n');
    const keys = items.filter(({ sortText = '' }) => !sortText.startsWith('!'));
    assert.equal(keys.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1))[0]?.label, 'type');
  });

  it('offers names of all files of the project, but not the service itself', async () => {
    const services = await labels('services:\n  web:\n    depends_on: \n      - |\n  db: {}\n');
    assert.deepEqual([...services].sort(), ['db', 'queue']);
    assert.deepEqual(await labels('services:\n  web:\n    networks: \n      - b|\n'), ['back']);
    assert.ok((await labels('services:\n  web:\n    networks:\n      |\n')).includes('back'));
  });

  it('offers values, stages of the Dockerfile, files and variables', async () => {
    assert.deepEqual(await labels('services:\n  web:\n    cgroup: |'), ['host', 'private']);
    assert.deepEqual(await labels('services:\n  web:\n    tty: |'), ['true', 'false']);
    const build = 'services:\n  web:\n    build:\n      context: app\n      target: |';
    assert.deepEqual(await labels(build), ['deps', 'run']);
    assert.deepEqual(await labels('services:\n  web:\n    build: ./a|'), ['app']);
    const [variable] = await offered('services:\n  web:\n    image: "a:${GREE|');
    assert.equal(newText(variable), 'a:${GREETING}');
  });

  it('offers nothing in comments, behind finished values, off the level, or for names', async () => {
    for (const marked of [
      'services: # |',
      'services:\n  web:\n    image: nginx\n      |',
      'services:\n  web:\n    image: a\n   |',
      'services:\n  |',
      'services:\n  web:|',
      'services:\n  web:\n    unknown:\n      |',
    ]) {
      assert.deepEqual(await labels(marked), [], marked);
    }
  });

  it('knows the item of a list that it is in', async () => {
    const text = (type: string): string =>
      `services:\n  web:\n    volumes:\n      - type: volume\n        source: x\n      - type: ${type}\n        source: |`;
    assert.deepEqual(await labels(text('bind')), ['.env', 'app', 'compose.override.yaml']);
    assert.deepEqual(await labels(text('tmpfs')), []);
  });
});
