import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const withSnippets = {
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
};

describe('completion wherever the caret is', () => {
  let folder: string;
  let editor: Editor | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-places-'));
  });
  afterEach(async () => {
    editor?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** What is offered where `|` stands, the likeliest first. */
  const offered = async (
    marked: string,
    capabilities: object = withSnippets,
    name = 'compose.yaml',
  ): Promise<readonly CompletionItem[]> => {
    editor?.dispose();
    editor = await startEditor(capabilities);
    const path = join(folder, name);
    const before = marked.slice(0, marked.indexOf('|')).split('\n');
    const text = marked.replace('|', '');
    await editor.open(path, text);
    const list: CompletionList | null = await editor.client.sendRequest('textDocument/completion', {
      textDocument: { uri: uriOf(path) },
      position: { line: before.length - 1, character: (before.at(-1) ?? '').length },
    });
    return (list?.items ?? []).toSorted((a, b) =>
      (a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1,
    );
  };
  const labels = async (marked: string): Promise<readonly string[]> =>
    (await offered(marked)).map(({ label }) => label);
  const newText = async (marked: string, label: string, capabilities?: object) => {
    const item = (await offered(marked, capabilities)).find((each) => each.label === label);
    return (item?.textEdit as TextEdit | undefined)?.newText;
  };

  it('between brackets: items, keys and values, over several lines, in quotes', async () => {
    const services = '\n  db: {}\n  cache: {}\n';
    assert.deepEqual(await labels(`services:\n  web:\n    depends_on: [db, |]${services}`), [
      'db',
      'cache',
    ]);
    assert.deepEqual(
      await labels(`services:\n  web:\n    depends_on: [\n      db,\n      "c|"\n    ]${services}`),
      ['db', 'cache'],
    );
    assert.deepEqual(await labels('services:\n  web: { image: x, tty: | }\n'), ['true', 'false']);
    assert.deepEqual((await labels('services:\n  web: { | }\n')).slice(0, 2), ['image', 'build']);
    assert.equal(await newText('services: { web: { image: "a, b: {", | } }', 'build'), 'build: ');
    assert.deepEqual(
      await labels('services:\n  a:\n    depends_on: { b: { condition: | } }\n  b: {}\n'),
      ['service_completed_successfully', 'service_healthy', 'service_started'],
    );
    assert.deepEqual(await labels('services:\n  web:\n    depends_on: [db, # |\n'), []);
  });

  it('behind `*` and `<<:`: anchors from above, the nearest first', async () => {
    const text = (line: string): string =>
      `x-a: &first { image: x }\nx-b: &second { tty: true }\nx-c: &word text\nservices:\n  web:\n    ${line}\nx-d: &late {}\n`;
    assert.deepEqual(await labels(text('<<: |')), ['*second', '*first']);
    assert.deepEqual(await labels(text('<<: [*first, *|]')), ['*second', '*first']);
    assert.deepEqual(await labels(text('hostname: *|')), ['*word', '*second', '*first']);
  });

  it('what people write where anything may stand', async () => {
    assert.deepEqual(await labels('services:\n  web:\n    restart: |'), [
      ...['no', 'always', 'on-failure', 'unless-stopped'],
    ]);
    assert.equal(await newText('services:\n  web:\n    restart: |', 'no'), '"no"');
    assert.ok((await labels('services:\n  web:\n    cap_add:\n      - |')).includes('NET_ADMIN'));
    assert.deepEqual(await labels('services:\n  web:\n    healthcheck:\n      interval: |'), [
      '30s',
    ]);
    assert.ok((await labels('networks:\n  a:\n    driver: |')).includes('bridge'));
    const modes = await labels('services:\n  web:\n    network_mode: |\n  db: {}\n');
    assert.deepEqual(modes.slice(0, 3), ['service:db', 'bridge', 'host']);
  });

  it('profiles of other services, of all files', async () => {
    await writeFile(
      join(folder, 'compose.override.yaml'),
      'services:\n  queue:\n    profiles: [late, debug]\n',
    );
    const own = 'services:\n  a:\n    profiles: [mine, |]\n  b:\n    profiles:\n      - debug\n';
    await writeFile(join(folder, 'compose.yaml'), own.replace('|', ''));
    assert.deepEqual(await labels(own), ['debug', 'late']);
  });

  it('names of the files below, in a file that is laid over them', async () => {
    await writeFile(
      join(folder, 'compose.yaml'),
      'services:\n  web:\n    image: x:1\n  db:\n    image: y:1\nnetworks:\n  back: {}\n',
    );
    const file = 'compose.override.yaml';
    const text = 'services:\n  db:\n    tty: true\n  |\n';
    await writeFile(join(folder, file), text.replace('|', ''));
    const [web, ...others] = await offered(text, withSnippets, file);
    assert.deepEqual([web?.label, others.length], ['web', 0]);
    assert.equal((web?.textEdit as TextEdit).newText, 'web:\n    ');
    const [back] = await offered('networks:\n  |\n', withSnippets, file);
    assert.equal(back?.label, 'back');
  });

  it('a project to be filled in, where there is nothing yet', async () => {
    for (const empty of ['|', 'serv|', '# mine\n|', '---\n|']) {
      const [first] = await offered(empty);
      assert.equal(first?.label, 'services (from an image)', empty);
    }
    assert.match((await newText('|', 'services (built here)')) ?? '', /build: \$\{2:\.\}/);
    assert.ok(!(await labels('name: x\n|')).includes('services (built here)'));
  });

  it('keys with what must follow, where the editor fills in snippets', async () => {
    const service = 'services:\n  web:\n    |';
    assert.equal(await newText(service, 'tty'), 'tty: ${1|true,false|}');
    assert.equal(await newText(service, 'tty', {}), 'tty: ');
    const develop = 'services:\n  web:\n    develop:\n      |';
    assert.match(
      (await newText(develop, 'watch')) ?? '',
      /^watch:\n {8}- action: \$\{1\|rebuild,.*\|\}\n {10}path: \$\{2\}$/,
    );
    assert.equal(await newText(develop, 'watch', {}), 'watch:\n        - ');
    const port = 'services:\n  web:\n    ports:\n      - |';
    assert.equal(await newText(port, 'hostPort:containerPort'), '"${1:8080}:${2:80}"');
    assert.equal(await newText(port, 'hostPort:containerPort', {}), '"8080:80"');
  });

  it('behind `${`: what `.env` sets first, and where it is from; also on a broken file', async () => {
    await writeFile(join(folder, '.env'), 'PORT=8080\nTAG=2\n');
    const text = 'services:\n  web:\n    image: "x:${|}"\n    hostname: ${OWN}\n';
    const [port, tag, own, ...others] = await offered(text);
    assert.deepEqual([port?.label, port?.detail, port?.documentation], ['PORT', '.env', '8080']);
    assert.deepEqual([tag?.label, own?.label, own?.detail], ['TAG', 'OWN', 'not set']);
    assert.ok(others.some(({ label }) => label === 'HOME'));
    assert.equal((port?.textEdit as TextEdit).newText, 'x:${PORT');
    assert.equal(await newText('services: [\n  a: "${|', 'TAG'), '${TAG}');
    const broken = 'services:\n  a: [\n  b:\n    image: ${|\n';
    assert.equal(await newText(broken, 'TAG'), '${TAG}');
  });

  it('without quotes of its own, where there are some; with drives of Windows', async () => {
    const port = 'services:\n  web:\n    ports:\n      - "|"\n';
    assert.equal(await newText(port, 'hostPort:containerPort'), '${1:8080}:${2:80}');
    assert.equal(await newText('services:\n  web:\n    restart: "|"\n', 'no'), 'no');
    const mount = 'services:\n  web:\n    volumes:\n      - ';
    assert.deepEqual(await labels(`${mount}C:\\data:|`), [':containerPath:mode']);
    assert.deepEqual(await labels(`${mount}"C:\\data:/data:|"`), [':ro', ':rw']);
  });

  it('keys that are there already come last', async () => {
    const found = await labels('services:\n  web:\n    image: x\n    |\n');
    assert.equal(found[0], 'build');
    assert.equal(found.at(-1), 'image');
  });

  it('on a file that is broken elsewhere, and in a large one, at once', async () => {
    const broken = 'services:\n  db: {}\n  bad: [unclosed\n  web:\n    depends_on:\n      - |\n';
    assert.ok((await labels(broken)).includes('db'));
    const many = Array.from({ length: 1000 }, (_, at) => `  s${at}:\n    image: x:1\n`).join('');
    const started = performance.now();
    const found = await labels(`services:\n${many}  web:\n    depends_on: [|]\n`);
    assert.equal(found.length, 1000);
    assert.ok(performance.now() - started < 5000);
  });

  it('in whatever folder the file lies', async () => {
    await mkdir(join(folder, 'other root', 'sub'), { recursive: true });
    await writeFile(join(folder, 'other root', 'sub', 'a.env'), '');
    const first = await startEditor();
    const path = join(folder, 'other root', 'compose.yaml');
    await first.open(path, 'services:\n  web:\n    env_file: ./sub/');
    const list: CompletionList = await first.client.sendRequest('textDocument/completion', {
      textDocument: { uri: uriOf(path) },
      position: { line: 2, character: 20 },
    });
    assert.deepEqual(
      list.items.map(({ label }) => label),
      ['a.env'],
    );
    first.dispose();
  });
});
