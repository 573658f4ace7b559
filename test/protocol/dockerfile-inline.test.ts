import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeAction, Location } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { marksOf, readDrawing } from '../support/carets.ts';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

describe('a Dockerfile in a compose file', () => {
  let folder: string;
  let path: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-inline-'));
    path = join(folder, 'compose.yaml');
    for (const name of ['there.txt', 'kept.out']) await writeFile(join(folder, name), '');
    await writeFile(join(folder, '.dockerignore'), '*.out\n');
    editor = await startEditor();
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const assertFound = async (drawing: string) => {
    const { text, marks } = readDrawing(drawing);
    await writeFile(path, text);
    await editor.open(path, text);
    const found = await editor.next(path, () => true);
    const named = found.map(({ code, range }) => ({ code: String(code), range }));
    assert.deepEqual(marksOf(named), marks);
    return { text, found };
  };

  it('is checked where it stands', async () => {
    const { text, found } = await assertFound(`
services:
  web:
    build:
      context: .
      dockerfile_inline: |
        FROM a AS builder
        COPY there.txt kept.out ther.txt /x/
                       ^^^^^^^^ copy-source-ignored
                                ^^^^^^^^ copy-source-missing
        FROM builder
        COPY --from=biulder /x /y
                    ^^^^^^^ copy-stage-unknown
  other:
    build:
      context: .
      dockerfile_inline: "FROM a\\nCOPY gone /x"
`);
    const stage = found.find(({ code }) => code === 'copy-stage-unknown');
    assert(stage);
    const [action] = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range: stage.range,
      context: { diagnostics: [stage] },
    });
    const edits = action?.edit?.changes?.[uriOf(path)] ?? [];
    const fixed = TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
    assert.equal(fixed, text.replace('biulder', 'builder'));
  });

  it('is read by the program that it names', async () => {
    await assertFound(`
services:
  web:
    build:
      context: .
      dockerfile_inline: |
        # syntax=me/other
        FROM a
        COPY gone /x/
`);
  });

  it('has stages that its target leads to, and that are renamed with it', async () => {
    const text = `services:
  web:
    build:
      context: .
      dockerfile_inline: |
        FROM a AS base
        FROM base AS dev
      target: dev
`;
    await editor.open(path, text);
    const textDocument = { uri: uriOf(path) };
    const position = { line: 7, character: 15 };
    const found = await editor.client.sendRequest<Location[]>('textDocument/definition', {
      ...{ textDocument, position },
    });
    assert.deepEqual(
      found.map(({ range }) => range.start),
      [{ line: 6, character: 21 }],
    );
    const edit = await editor.client.sendRequest<{ changes: Record<string, []> }>(
      'textDocument/rename',
      { textDocument, position: { line: 6, character: 22 }, newName: 'local' },
    );
    const edits = edit.changes[uriOf(path)] ?? [];
    assert.equal(
      TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits),
      text.replaceAll('dev', 'local'),
    );
  });
});
