import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  DocumentHighlight,
  Location,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const main = `include: [more/compose.yaml]
services:
  web:
    image: app:\${TAG:-\${FALLBACK}}
    hostname: "$TAG-$$TAG"
    environment:
      - TAG
      - OTHER=\${TAG}
    labels: { tag: '\${SHELL}' }
`;
const files = {
  'compose.yaml': main,
  'compose.override.yaml':
    'services:\n  web:\n    environment:\n      TAG:\n      HOST: ${TAG?no}\n',
  'more/compose.yaml': 'services:\n  db:\n    image: db:${TAG}\n',
  'more/.env': 'TAG=inner\n',
  '.env': '# versions\nexport TAG="1.2"\nTEXT="a\nTAG=no\n"\n',
};

describe('variables of a project', () => {
  let folder: string;
  let editor: Editor;
  const at = (name: string): string => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-variables-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(at(name)), { recursive: true });
      await writeFile(at(name), text);
    }
    editor = await startEditor({}, { HOME: '/home/user', SHELL: '/bin/sh' });
    await editor.open(at('compose.yaml'), main);
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = <T>(method: string, part: string, more: object = {}): Promise<T> => {
    const lines = main.slice(0, main.indexOf(part) + 2).split('\n');
    return editor.client.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: uriOf(at('compose.yaml')) },
      position: { line: lines.length - 1, character: (lines.at(-1) ?? '').length },
      ...more,
    });
  };
  const placeOf = ({ uri, range }: Location): string =>
    `${URI.parse(uri).fsPath.slice(folder.length + 1)}:${range.start.line}:${range.start.character}`;

  it('leads to where `.env` sets it, and to nothing where nothing does', async () => {
    const found = await ask<Location[]>('definition', 'TAG:-');
    assert.deepEqual(found.map(placeOf).sort(), ['.env:1:7', 'more/.env:0:0']);
    assert.equal(await ask('definition', 'FALLBACK'), null);
  });

  it('lists and marks every use, but no dollar that is one', async () => {
    const found = await ask<Location[]>('references', 'TAG:-', {
      context: { includeDeclaration: true },
    });
    assert.deepEqual(found.map(placeOf).sort(), [
      ...['.env:1:7', 'compose.override.yaml:3:6', 'compose.override.yaml:4:14'],
      ...['compose.yaml:3:17', 'compose.yaml:4:16', 'compose.yaml:6:8', 'compose.yaml:7:16'],
      ...['more/.env:0:0', 'more/compose.yaml:2:16'],
    ]);
    const marked = await ask<DocumentHighlight[]>('documentHighlight', 'TAG:-');
    assert.deepEqual(
      marked.map(({ range }) => range.start.line),
      [3, 4, 6, 7],
    );
  });

  it('is renamed in compose files and `.env`, while containers keep their names', async () => {
    const range = await ask<Range>('prepareRename', 'TAG:-');
    assert.deepEqual(range.start, { line: 3, character: 17 });
    const edit = await ask<WorkspaceEdit>('rename', 'TAG:-', { newName: 'VERSION' });
    const after = async (name: keyof typeof files): Promise<string> => {
      const edits: TextEdit[] = edit.changes?.[uriOf(at(name))] ?? [];
      const text = await readFile(at(name), 'utf8');
      return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
    };
    assert.equal(
      await after('compose.yaml'),
      main
        .replace('${TAG:-', '${VERSION:-')
        .replace('"$TAG-', '"$VERSION-')
        .replace('- TAG', '- TAG=${VERSION}')
        .replace('=${TAG}', '=${VERSION}'),
    );
    assert.equal(
      await after('compose.override.yaml'),
      'services:\n  web:\n    environment:\n      TAG: ${VERSION}\n      HOST: ${VERSION?no}\n',
    );
    assert.match(await after('.env'), /^export VERSION="1\.2"$/m);
    assert.match(await after('.env'), /^TAG=no$/m);
    assert.equal(await after('more/.env'), 'VERSION=inner\n');
  });

  it('keeps its name where the environment of the editor sets it, and takes no name that is none', async () => {
    await assert.rejects(ask('rename', 'SHELL', { newName: 'X' }), /environment of the editor/);
    await assert.rejects(ask('rename', 'TAG:-', { newName: 'a-b' }), /cannot be a variable/);
  });
});
