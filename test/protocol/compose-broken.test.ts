import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

describe('half a compose file', () => {
  let folder: string;
  let editor: Editor;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-broken-'));
    editor = await startEditor();
  });
  after(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('has no links to what has half a character in its name', async () => {
    const path = join(folder, 'links.yaml');
    const half = '\ud835';
    const text = `include: ["${half}.yaml"]
services:
  a:
    image: "a${half}"
    build: { context: "${half}", dockerfile: D }
    env_file: a.env
`;
    await editor.open(path, text);
    const links: readonly unknown[] = await editor.client.sendRequest('textDocument/documentLink', {
      textDocument: { uri: uriOf(path) },
    });
    assert.equal(links.length, 2);
    assert.ok(await editor.next(path, (found) => found.length > 0));
  });

  it('explains a variable that is named as what every object has', async () => {
    const path = join(folder, 'variable.yaml');
    await editor.open(path, 'services:\n  a:\n    image: a:${constructor}\n');
    const hover: unknown = await editor.client.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf(path) },
      position: { line: 2, character: 18 },
    });
    assert.match(JSON.stringify(hover), /not set/);
  });

  const cases: Readonly<Record<string, readonly [text: string, codes: readonly string[]]>> = {
    'a mount without a target': [
      'services:\n  a:\n    image: a\n    working_dir: b\n    volumes:\n      - type: tmpfs\n',
      ['container-path', 'invalid-item'],
    ],
  };
  for (const [what, [text, codes]] of Object.entries(cases)) {
    it(`is told of all the same with ${what}`, async () => {
      const path = join(folder, `${what.replaceAll(' ', '-')}.yaml`);
      await editor.open(path, text);
      const found = await editor.next(path, () => true);
      assert.deepEqual(found.map(({ code }) => String(code)).sort(), codes);
    });
  }
});
