import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Location, Position, WorkspaceEdit } from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const start: Position = { line: 0, character: 0 };
const range = { start, end: { line: 9999, character: 0 } };
const context = { includeDeclaration: true };

/** Every question about names and values, with what it takes. */
const questions: Readonly<Record<string, object>> = {
  completion: { position: start },
  hover: { position: start },
  definition: { position: start },
  references: { position: start, context },
  documentHighlight: { position: start },
  prepareRename: { position: start },
  linkedEditingRange: { position: start },
  documentLink: {},
  documentSymbol: {},
  foldingRange: {},
  inlayHint: { range },
  selectionRange: { positions: [start] },
  'semanticTokens/full': {},
  formatting: { options: { tabSize: 2, insertSpaces: true } },
};

const texts: Readonly<Record<string, string>> = {
  'an empty file': '',
  'nothing but white space': '\n  \n\t\n',
  'nothing but comments': '# one\n---\n# two\n',
  'a list': '- a\n- b\n',
  'a text': 'x',
  'brackets left open': 'services: [{ a: "\n  b:\n',
  'tabs and lone quotes': 'services:\n\ta: "x\n  b: \'\n',
  'two documents': 'services:\n  a:\n    image: x:1\n---\nservices:\n  b:\n    image: y:1\n',
  'keys that are no texts': '? [a, b]\n: c\n1: 2\n? { d: e }\n',
  'an anchor in itself': 'a: &a\n  b: *a\n  <<: *a\n',
  'lines that end as on Windows': 'services:\r\n  a:\r\n    image: x:1\r\n',
};

describe('questions about compose files of all kinds', () => {
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-sizes-'));
    editor = await startEditor();
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = <T>(path: string, method: string, more: object): Promise<T> =>
    editor.client.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: uriOf(path) },
      ...more,
    });

  for (const [name, text] of Object.entries(texts)) {
    it(`are answered: ${name}`, async () => {
      const path = join(folder, 'compose.yaml');
      await editor.open(path, text);
      const lines = text.split(/\r?\n/);
      for (const [method, params] of Object.entries(questions)) {
        const everywhere =
          'position' in params
            ? lines.map((content, line) => ({
                ...params,
                position: { line, character: content.length },
              }))
            : [params];
        for (const each of everywhere) await ask(path, method, each);
      }
    });
  }

  it('are answered in a large file, across its names', async () => {
    const count = 1000;
    const services = Array.from({ length: count }, (_, at) =>
      [
        `  s${at}:`,
        `    image: x:\${TAG}`,
        `    depends_on: [s${at === 0 ? count - 1 : 0}]`,
        '    networks: [net]',
        '',
      ].join('\n'),
    ).join('');
    const text = `services:\n${services}networks:\n  net: {}\n`;
    const path = join(folder, 'compose.yaml');
    await editor.open(path, text);
    const position = { line: 4, character: 16 };
    const found = await ask<Location[]>(path, 'references', { position, context });
    assert.equal(found.length, count + 1);
    const edit = await ask<WorkspaceEdit>(path, 'rename', { position, newName: 'web' });
    assert.equal(edit.changes?.[uriOf(path)]?.length, count + 1);
    const variables = { position: { line: 2, character: 16 }, context };
    assert.equal((await ask<Location[]>(path, 'references', variables)).length, count);
  }).timeout(20_000);

  it('are answered for two projects side by side, each for itself', async () => {
    const projects = ['one', 'two of them'].map((name) => join(folder, name));
    for (const [at, root] of projects.entries()) {
      await mkdir(root, { recursive: true });
      await writeFile(join(root, '.env'), `TAG=${at}\n`);
      await writeFile(
        join(root, 'compose.override.yaml'),
        `services:\n  own${at}:\n    image: z:1\n`,
      );
      const text = `services:\n  web:\n    image: x:\${TAG}\n    depends_on: [own${at}]\n`;
      await writeFile(join(root, 'compose.yaml'), text);
      await editor.open(join(root, 'compose.yaml'), text);
    }
    for (const [at, root] of projects.entries()) {
      const path = join(root, 'compose.yaml');
      const tag = await ask<Location[]>(path, 'definition', {
        position: { line: 2, character: 16 },
      });
      assert.deepEqual(
        tag.map(({ uri }) => uri),
        [uriOf(join(root, '.env'))],
      );
      const own = await ask<Location[]>(path, 'definition', {
        position: { line: 3, character: 19 },
      });
      assert.deepEqual(
        own.map(({ uri }) => uri),
        [uriOf(join(root, 'compose.override.yaml'))],
      );
      const hover = await ask<{ contents: { value: string } }>(path, 'hover', {
        position: { line: 2, character: 16 },
      });
      assert.ok(hover.contents.value.includes(`is \`${at}\``));
    }
  });
});
