import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { hardening } from '../../server/src/compose/advice/hardening/index.ts';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';
import { buildCases } from './fixes/build.ts';
import { service, type FixCase } from './fixes/case.ts';
import { engineValueCases } from './fixes/engine-values.ts';
import { hardeningCases } from './fixes/hardening.ts';
import { projectCases } from './fixes/project.ts';
import { textCases } from './fixes/text.ts';
import { valueCases } from './fixes/values.ts';

const cases: readonly FixCase[] = [
  ...textCases,
  ...valueCases,
  ...projectCases,
  ...hardeningCases,
  ...buildCases,
  ...engineValueCases,
];

const capabilities: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

describe('quick fixes in a compose file', () => {
  let folder: string;
  let path: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-fixes-'));
    path = join(folder, 'compose.yaml');
    editor = await startEditor(capabilities, undefined, { hardening: true });
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

  /** Makes the files of an edit as an editor does, and answers with the new text of the compose file. */
  const applyAll = async (text: string, { changes, documentChanges }: WorkspaceEdit) => {
    let fixed = apply(text, changes?.[uriOf(path)]);
    for (const change of documentChanges ?? []) {
      if ('kind' in change) {
        assert.equal(change.kind, 'create');
        const created = URI.parse('uri' in change ? change.uri : '').fsPath;
        await mkdir(dirname(created), { recursive: true });
        await writeFile(created, '', { flag: 'wx' });
        continue;
      }
      const target = URI.parse(change.textDocument.uri).fsPath;
      const edits = change.edits.filter((edit): edit is TextEdit => 'newText' in edit);
      if (target === path) fixed = apply(fixed, edits);
      else await writeFile(target, apply(await readFile(target, 'utf8'), edits));
    }
    return fixed;
  };
  const codesOf = (found: readonly Diagnostic[]): readonly unknown[] =>
    found.map(({ code }) => code);

  for (const each of cases) {
    const { code, title, before, after, files = {}, makes = {}, leaves = [] } = each;
    it(`${code}: ${title}, and nothing else is wrong then`, async () => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const [diagnostic, ...others] = await open(before, code);
      assert.ok(diagnostic);
      const known = codesOf(editor.published.get(path) ?? []);
      const actions = await actionsFor(diagnostic);
      const action = actions.find((other) => other.title === title);
      assert.ok(action?.edit, actions.map((other) => other.title).join(', '));
      const fixed = await applyAll(before, action.edit);
      assert.equal(fixed, after);
      for (const [name, text] of Object.entries(makes))
        assert.equal(await readFile(join(folder, name), 'utf8'), text);
      await editor.client.sendNotification('workspace/didChangeWatchedFiles', {
        changes: Object.keys(makes).map((name) => ({ uri: uriOf(join(folder, name)), type: 1 })),
      });
      await editor.change(path, fixed);
      const left = await editor.next(
        path,
        (all) => codesOf(all).filter((other) => other === code).length <= others.length,
      );
      const isNew = (other: unknown): boolean =>
        !known.includes(other) &&
        !leaves.includes(String(other)) &&
        hardening.every((advice) => advice.code !== other);
      assert.deepEqual(codesOf(left).filter(isNew), []);
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
    const actions = await actionsFor({ ...diagnostic, source: 'YAML' });
    assert.deepEqual(
      actions.filter(({ kind }) => kind === 'quickfix'),
      [],
    );
  });
});
