import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hover, InlayHint, MarkupContent, TextEdit } from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const main = `services:
  web:
    image: nginx:\${TAG:-1}
    cgroup: host
    ports: ["8080:80"]
    depends_on: [db]
    hostname: one
    extends: { service: base, file: base.yaml }
  db:
    image: postgres
`;
const files = {
  'compose.yaml': main,
  'compose.override.yaml': 'services:\n  db:\n    image: postgres:16\n',
  'base.yaml': 'services:\n  base:\n    hostname: two\n',
  '.env': 'TAG=2\n',
};

describe('reading a compose file', () => {
  let folder: string;
  let editor: Editor;
  const at = (name: string): string => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-reading-'));
    for (const [name, text] of Object.entries(files)) await writeFile(at(name), text);
    editor = await startEditor();
    await editor.open(at('compose.yaml'), main);
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const textDocument = () => ({ uri: uriOf(at('compose.yaml')) });
  const hoverOn = async (part: string): Promise<string | undefined> => {
    const before = main.slice(0, main.indexOf(part)).split('\n');
    const position = { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 };
    const params = { textDocument: textDocument(), position };
    const hover: Hover | null = await editor.client.sendRequest('textDocument/hover', params);
    return (hover?.contents as MarkupContent | undefined)?.value;
  };

  it('a key is explained, with the values that it takes and the page about it', async () => {
    const text = (await hoverOn('cgroup')) ?? '';
    assert.match(text, /cgroup namespace[^]*- `host`\n- `private`[^]*services\/#cgroup/);
    assert.equal(await hoverOn('host\n'), text);
  });

  it('a key says what its value is in the end, and where that was written', async () => {
    assert.match((await hoverOn('image: nginx')) ?? '', /Effective value:[^]*nginx:2/);
    assert.match(
      (await hoverOn('image: postgres')) ?? '',
      /Effective value:[^]*postgres:16[^]*, \[compose\.override\.yaml:3\]/,
    );
    assert.match((await hoverOn('ports')) ?? '', /target: 80\n *published: "8080"/);
    assert.match((await hoverOn('hostname')) ?? '', /Written in \[base\.yaml:3\]\S+, \[compose/);
    assert.doesNotMatch((await hoverOn('cgroup')) ?? '', /Effective/);
  });

  it('a name shows what it stands for', async () => {
    assert.equal(await hoverOn('db]'), '```YAML\ndb:\n  image: postgres\n```');
    assert.equal(await hoverOn('base,'), '```YAML\nbase:\n  hostname: two\n```');
  });

  it('a value says what it is in the end, and what it replaces or is replaced by', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const params = { textDocument: textDocument(), range };
    const hints: InlayHint[] = await editor.client.sendRequest('textDocument/inlayHint', params);
    assert.deepEqual(
      hints.map(({ position, label }) => [position.line, label]),
      [
        [2, '= nginx:2'],
        [6, '(parent value: two)'],
        [9, '(compose.override.yaml: postgres:16)'],
      ],
    );
  });

  it('levels are indented alike, in the whole file or in a part', async () => {
    const text = 'services:\n  web:\n      image: a\n  db:\n      image: b\n';
    await editor.change(at('compose.yaml'), text);
    const ask = (method: string, more: object = {}): Promise<TextEdit[]> =>
      editor.client.sendRequest(`textDocument/${method}`, {
        ...{ textDocument: textDocument(), options: { tabSize: 2, insertSpaces: true } },
        ...more,
      });
    assert.equal((await ask('formatting')).length, 2);
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 1 } };
    const lines = (await ask('rangeFormatting', { range })).map((edit) => edit.range.start.line);
    assert.deepEqual(lines, [4]);
  });
});
