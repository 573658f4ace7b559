import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type {
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Location,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const main = `include: [more/compose.yaml]
services:
  web:
    image: nginx:1
    depends_on: [db, cache]
    extends: { service: base, file: base.yaml }
  db:
    image: postgres
`;
const files = {
  'compose.yaml': main,
  'compose.override.yaml': 'services:\n  db:\n    ports: ["5432"]\n',
  'base.yaml': 'services:\n  base:\n    image: busybox\n',
  'more/compose.yaml': 'services:\n  cache:\n    image: redis\n',
};

describe('names in compose files', () => {
  let folder: string;
  let editor: Editor;
  const at = (name: string): string => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-names-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(at(name)), { recursive: true });
      await writeFile(at(name), text);
    }
    editor = await startEditor();
    await editor.open(at('compose.yaml'), main);
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** Where a text stands in a file, the caret one character into it. */
  const on = (text: string, part: string, nth = 0) => {
    let offset = text.indexOf(part);
    for (let count = 0; count < nth; count += 1) offset = text.indexOf(part, offset + 1);
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: (lines.at(-1) ?? '').length + 1 };
  };
  const ask = <T>(method: string, part: string, more: object = {}, text = main): Promise<T> =>
    editor.client.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: uriOf(at('compose.yaml')) },
      position: on(text, part),
      ...more,
    });
  const short = ({ uri, range }: { readonly uri: string; readonly range: Range }): string => {
    const path = URI.parse(uri).fsPath;
    const name = dirname(path) === folder ? basename(path) : path.slice(folder.length + 1);
    return `${name}:${String(range.start.line + 1)}`;
  };

  it('lead to their declarations in overrides, included files and files that are extended', async () => {
    const places = async (part: string): Promise<string[]> =>
      ((await ask<Location[] | null>('definition', part)) ?? []).map(short);
    assert.deepEqual(await places('db, cache'), ['compose.yaml:7', 'compose.override.yaml:2']);
    assert.deepEqual(await places('cache]'), ['more/compose.yaml:2']);
    assert.deepEqual(await places('base,'), ['base.yaml:2']);
    assert.deepEqual(await places('nginx'), []);
  });

  it('are found in unsaved text, in this file and in others', async () => {
    const override = 'services:\n\n\n  db:\n    ports: ["5432"]\n';
    await editor.open(at('compose.override.yaml'), override);
    await editor.change(at('compose.yaml'), `# first\n${main}`);
    const found = await ask<Location[]>('definition', 'db, cache', {}, `# first\n${main}`);
    assert.deepEqual(found.map(short), ['compose.yaml:8', 'compose.override.yaml:4']);
  });

  it('are listed with and without their declarations', async () => {
    const list = async (includeDeclaration: boolean): Promise<string[]> =>
      (await ask<Location[]>('references', 'db:', { context: { includeDeclaration } })).map(short);
    assert.deepEqual(await list(false), ['compose.yaml:5']);
    assert.deepEqual(await list(true), [
      'compose.yaml:7',
      'compose.override.yaml:2',
      'compose.yaml:5',
    ]);
  });

  it('change in all files of the project at once', async () => {
    const { changes = {} } = await ask<WorkspaceEdit>('rename', 'db:', { newName: 'store' });
    const edits = Object.entries(changes).flatMap(([uri, list]) =>
      list.map(({ range, newText }) => `${short({ uri, range })} ${newText}`),
    );
    assert.deepEqual(edits.sort(), [
      'compose.override.yaml:2 store',
      'compose.yaml:5 store',
      'compose.yaml:7 store',
    ]);
  });

  it('of files lead there, where they are there', async () => {
    const [base] = await ask<Location[]>('definition', 'base.yaml');
    assert.equal(base?.uri, uriOf(at('base.yaml')));
    const [included] = await ask<Location[]>('definition', 'more/compose.yaml');
    assert.equal(included?.uri, uriOf(at('more/compose.yaml')));
    const text = 'include: [absent.yaml]\nservices:\n  a:\n    image: nginx:1\n';
    await editor.change(at('compose.yaml'), text);
    assert.equal(await ask('definition', 'absent', {}, text), null);
    assert.equal(await ask('definition', 'nginx', {}, text), null);
  });

  it('of profiles are those of all services that have them', async () => {
    const text = 'services:\n  a:\n    profiles: [debug]\n';
    await writeFile(
      at('compose.override.yaml'),
      'services:\n  db:\n    profiles:\n      - debug\n      - other\n',
    );
    await editor.change(at('compose.yaml'), text);
    const edit = await ask<WorkspaceEdit>('rename', 'debug', { newName: 'dev' }, text);
    assert.deepEqual(
      Object.entries(edit.changes ?? {}).map(([uri, edits]) => [
        basename(uri),
        edits.map(({ range }) => range.start.line),
      ]),
      [
        ['compose.yaml', [2]],
        ['compose.override.yaml', [3]],
      ],
    );
  });

  it('change in the file that is extended, and in those that extend it', async () => {
    const { changes = {} } = await ask<WorkspaceEdit>('rename', 'base,', { newName: 'common' });
    assert.deepEqual(
      Object.keys(changes)
        .map((uri) => basename(uri))
        .sort(),
      ['base.yaml', 'compose.yaml'],
    );
  });

  it('cannot become what is no name', async () => {
    await assert.rejects(ask('rename', 'db:', { newName: 'my db' }), /cannot be a name/);
    assert.equal(await ask('prepareRename', 'nginx'), null);
  });

  it('are known in a file with mistakes', async () => {
    const broken = 'services:\n  web:\n    depends_on: [db\n  db:\n    image: [\n';
    await editor.change(at('compose.yaml'), broken);
    const marks = await ask<DocumentHighlight[]>('documentHighlight', 'db', {}, broken);
    assert.ok(marks.length > 0);
    assert.ok((await ask<DocumentSymbol[]>('documentSymbol', 'web', {}, broken)).length > 0);
  });

  it('of images and files are links', async () => {
    const links = await ask<DocumentLink[]>('documentLink', 'web');
    assert.deepEqual(
      links.map(({ target = '' }) => target.replace(uriOf(folder), '')),
      [
        '/more/compose.yaml',
        'https://hub.docker.com/_/nginx',
        '/base.yaml',
        'https://hub.docker.com/_/postgres',
      ],
    );
  });

  it('are asked for in files that are no compose files without an answer', async () => {
    await editor.open(at('other.yaml'), main, 'yaml');
    const params = { textDocument: { uri: uriOf(at('other.yaml')) }, position: on(main, 'db:') };
    assert.equal(await editor.client.sendRequest('textDocument/definition', params), null);
  });
});
