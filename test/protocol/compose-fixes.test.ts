import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

interface Case {
  readonly code: string;
  readonly title: string | RegExp;
  readonly before: string;
  readonly after: string;
}

const service = (more: string): string => `services:\n  web:\n    image: a:1\n${more}`;

const cases: readonly Case[] = [
  {
    code: 'schema-unknown-key',
    title: 'Change to `image`',
    before: 'services:\n  web:\n    imagee: a:1\n',
    after: 'services:\n  web:\n    image: a:1\n',
  },
  {
    code: 'schema-unknown-key',
    title: 'Remove `nonsense`',
    before: service('    nonsense:\n      - 1\n    tty: true\n'),
    after: service('    tty: true\n'),
  },
  {
    code: 'version-obsolete',
    title: 'Remove `version`',
    before: `version: "3"\n${service('')}`,
    after: service(''),
  },
  {
    code: 'undefined-network',
    title: 'Change to `backend`',
    before: service('    networks: [backnd]\nnetworks:\n  backend:\n'),
    after: service('    networks: [backend]\nnetworks:\n  backend:\n'),
  },
  {
    code: 'undefined-network',
    title: 'Declare the network `front`',
    before: service('    networks: [front, back]\nnetworks:\n  back:\n'),
    after: service('    networks: [front, back]\nnetworks:\n  front:\n  back:\n'),
  },
  {
    code: 'undefined-volume',
    title: 'Declare the volume `data`',
    before: service('    volumes: ["data:/x"]'),
    after: service('    volumes: ["data:/x"]\nvolumes:\n  data:\n'),
  },
  {
    code: 'undefined-service',
    title: 'Change to `database`',
    before: service('    depends_on: [databse]\n  database:\n    image: b:1\n'),
    after: service('    depends_on: [database]\n  database:\n    image: b:1\n'),
  },
  {
    code: 'unset-variable',
    title: 'Give `TAG` an empty default',
    before: 'services:\n  web:\n    image: a:1\n    hostname: ${TAG}\n',
    after: 'services:\n  web:\n    image: a:1\n    hostname: ${TAG:-}\n',
  },
  {
    code: 'yaml-duplicate-key',
    title: 'Remove this `tty`',
    before: service('    tty: true\n    tty: false\n'),
    after: service('    tty: true\n'),
  },
];

describe('quick fixes in a compose file', () => {
  let folder: string;
  let path: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-fixes-'));
    path = join(folder, 'compose.yaml');
    editor = await startEditor();
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (text: string, code: string): Promise<readonly Diagnostic[]> => {
    await writeFile(path, text);
    await editor.open(path, text);
    const all = await editor.next(path, (each) => each.some((found) => found.code === code));
    return all.filter((found) => found.code === code);
  };
  const actionsFor = (diagnostic: Diagnostic): Promise<readonly CodeAction[]> =>
    editor.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  const apply = (text: string, edits: readonly TextEdit[] = []): string =>
    TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);

  for (const { code, title, before, after } of cases) {
    it(`${code}: ${String(title)}, and the problem is gone`, async () => {
      const [diagnostic] = await open(before, code);
      assert.ok(diagnostic);
      const actions = await actionsFor(diagnostic);
      const action = actions.find((each) => each.title === title);
      assert.ok(action, actions.map((each) => each.title).join(', '));
      const fixed = apply(before, action.edit?.changes?.[uriOf(path)]);
      assert.equal(fixed, after);
      await editor.change(path, fixed);
      await editor.next(path, (all) => all.length === 0 || all.every((each) => each.code !== code));
    });
  }

  it('of a kind are applied to the whole file at once, where they are certain', async () => {
    const text = 'services:\n  a:\n    imagee: x:1\n  b:\n    imagee: y:1\n';
    const [diagnostic] = await open(text, 'schema-unknown-key');
    assert.ok(diagnostic);
    const all = (await actionsFor(diagnostic)).find(({ title }) => title.startsWith('Fix all 2'));
    assert.equal(
      apply(text, all?.edit?.changes?.[uriOf(path)]),
      'services:\n  a:\n    image: x:1\n  b:\n    image: y:1\n',
    );
  });

  it('write a variable to .env, which is made when it is not there', async () => {
    const [diagnostic] = await open(service('    hostname: $NAME\n'), 'unset-variable');
    assert.ok(diagnostic);
    const action = (await actionsFor(diagnostic)).find(
      ({ title }) => title === 'Add `NAME` to .env',
    );
    const [create, edit] = action?.edit?.documentChanges ?? [];
    assert.ok(create !== undefined && 'kind' in create && create.kind === 'create');
    assert.equal(basename(create.uri), '.env');
    assert.ok(edit !== undefined && 'edits' in edit);
    assert.deepEqual(
      edit.edits.map((each) => ('newText' in each ? each.newText : '')),
      ['NAME=\n'],
    );
  });

  it('are none for what somebody else has found', async () => {
    const [diagnostic] = await open('services:\n  web:\n    imagee: a:1\n', 'schema-unknown-key');
    assert.ok(diagnostic);
    assert.deepEqual(await actionsFor({ ...diagnostic, source: 'YAML' }), []);
  });
});
