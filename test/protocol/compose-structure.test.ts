import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  FoldingRange,
  LinkedEditingRanges,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
} from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const text = `# one
# two
x-common: &common
  restart: always
services:
  web:
    <<: *common
    image: "nginx:\${TAG}"
    command: |
      echo $$HOME
    depends_on:
      - db
  db:
    image: postgres
`;

describe('the structure of a compose file', () => {
  let folder: string;
  let path: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-structure-'));
    path = join(folder, 'compose.yaml');
    await writeFile(join(folder, 'compose.override.yaml'), 'services:\n  cache:\n    image: a\n');
    await writeFile(path, text);
    editor = await startEditor();
    await editor.open(path, text, 'yaml.docker-compose');
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = <T>(method: string, more: object = {}): Promise<T> =>
    editor.client.sendRequest(method, { textDocument: { uri: uriOf(path) }, ...more });
  const lines = text.split('\n');

  it('folds keys, texts over several lines and comments', async () => {
    const folds = await ask<FoldingRange[]>('textDocument/foldingRange');
    const starts = folds.map(({ startLine, endLine }) => [lines[startLine]?.trim(), endLine]);
    assert.deepEqual(starts, [
      ['x-common: &common', 3],
      ['services:', 13],
      ['web:', 11],
      ['command: |', 9],
      ['depends_on:', 11],
      ['db:', 13],
      ['# one', 1],
    ]);
  });

  it('widens a selection step by step', async () => {
    const positions = [{ line: 7, character: 14 }];
    const [first] = await ask<SelectionRange[]>('textDocument/selectionRange', { positions });
    const sizes: string[] = [];
    for (let each: SelectionRange | undefined = first; each !== undefined; each = each.parent) {
      const { start, end } = each.range;
      sizes.push(`${String(start.line)}:${String(start.character)}-${String(end.line)}`);
    }
    assert.deepEqual(sizes, [
      '7:12-7',
      '7:11-7',
      '7:4-7',
      '6:4-11',
      '5:2-11',
      '5:2-13',
      '4:0-13',
      '0:0-14',
    ]);
  });

  it('edits the places of a name together', async () => {
    const position = { line: 12, character: 3 };
    const linked = await ask<LinkedEditingRanges | null>('textDocument/linkedEditingRange', {
      position,
    });
    assert.deepEqual(
      linked?.ranges.map(({ start }) => start.line),
      [11, 12],
    );
    const nowhere = { position: { line: 13, character: 12 } };
    assert.equal(await ask('textDocument/linkedEditingRange', nowhere), null);
  });

  it('is searched in all files of the project', async () => {
    const find = async (query: string): Promise<string[]> =>
      (await editor.client.sendRequest<SymbolInformation[]>('workspace/symbol', { query })).map(
        ({ name }) => name,
      );
    assert.deepEqual((await find('')).sort(), ['cache', 'db', 'web']);
    assert.deepEqual(await find('cch'), ['cache']);
  });

  it('is coloured by what names mean, and variables in values', async () => {
    const { data } = await ask<SemanticTokens>('textDocument/semanticTokens/full');
    const words: string[] = [];
    let [line, character] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0] = data.slice(at, at + 5);
      line += down;
      character = down === 0 ? character + right : right;
      words.push((lines[line] ?? '').slice(character, character + length));
    }
    assert.deepEqual(words, ['common', 'web', 'common', 'TAG', 'db', 'db']);
  });
});
