import assert from 'node:assert/strict';
import { relative } from 'node:path';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentLink,
  Location,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { readDrawing } from '../support/carets.ts';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';
import { openDrawing, said } from '../support/open-drawing.ts';
import { TempTree } from '../unit/projects/temp-tree.ts';

const files = {
  'compose.yaml': `services:
  app:
    image: node:22
    volumes: [".:/workspaces/app"]
  db:
    image: postgres
`,
  '.devcontainer/more.yml': 'services:\n  tools:\n    profiles: [x]\n    image: tools\n',
  '.devcontainer/Dockerfile': 'FROM a AS base\nFROM base AS dev\n',
};
const file = '.devcontainer/devcontainer.json';

describe('devcontainer.json', () => {
  let tree: TempTree;
  let editor: Editor;
  const at = (name: string): string => tree.path(name);

  beforeEach(async () => {
    tree = new TempTree(files);
    editor = await startEditor();
  });
  afterEach(() => {
    editor.dispose();
    tree.dispose();
  });

  const assertFound = (drawing: string): Promise<readonly Diagnostic[]> =>
    openDrawing(editor, { path: at(file), languageId: 'jsonc' }, drawing);
  /** Asks with the caret one character into a text. */
  const ask = <T>(method: string, text: string, part: string): Promise<T> => {
    const before = text.slice(0, text.indexOf(part)).split('\n');
    return editor.client.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: uriOf(at(file)) },
      position: { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 },
    });
  };
  const compose = `{
  // The usual ones.
  "dockerComposeFile": ["../compose.yaml", "more.yml"],
  "service": "app",
  "runServices": ["tools", "db"],
  "workspaceFolder": "/workspaces/app/sub",
}`;

  for (const text of [
    compose,
    '{ "dockerComposeFile": ["${localEnv:X}/a.yml"], "service": "any", "workspaceFolder": "/x" }',
    '{ "image": "a", "workspaceFolder": "/x" }',
    '{ "build": { "dockerfile": "Dockerfile", "context": "..", "target": "dev" } }',
  ])
    it(`is content with what is there, and with what is not certain: ${text.slice(0, 40)}…`, async () => {
      await assertFound(text);
    });

  it('names compose files that are there', async () => {
    const [near] = await assertFound(`{
  "dockerComposeFile": ["../compos.yaml", "more.yml", "../gone/else.yml"],
                         ^^^^^^^^^^^^^^ devcontainer-compose-file-missing
                                                       ^^^^^^^^^^^^^^^^ devcontainer-compose-file-missing
  "service": "nobody"
}`);
    assert.match(said(near), /Did you mean `\.\.\/compose\.yaml`\?/);
  });

  it('names services that the compose files have together', async () => {
    const drawing = `{
  "dockerComposeFile": ["../compose.yaml", "more.yml"],
  "service": "ap",
              ^^ devcontainer-service-unknown
  "runServices": ["nobody", "tools"],
                   ^^^^^^ devcontainer-service-unknown
  "forwardPorts": [80, "db:5432", "localhost:1", "bd:5432"]
                                                  ^^ devcontainer-service-unknown
}`;
    const [near, other] = await assertFound(drawing);
    assert(near);
    assert.match(said(other), /They have app, db, tools\./);
    const [action] = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(at(file)) },
      range: near.range,
      context: { diagnostics: [near] },
    });
    assert.equal(action?.title, 'Change to `app`');
    const { text } = readDrawing(drawing);
    const edits = action.edit?.changes?.[uriOf(at(file))] ?? [];
    const fixed = TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
    await editor.change(at(file), fixed);
    await editor.next(at(file), (all) => all.length === 2);
  });

  it('is judged again when a compose file is another, unsaved too, and not while that is broken', async () => {
    const text = compose.replace('"app"', '"api"');
    await assertFound(
      text.replace('"api",', '"api",\n              ^^^ devcontainer-service-unknown'),
    );
    const unsaved = files['compose.yaml'].replace('app:', 'api:');
    await editor.open(at('compose.yaml'), `${unsaved}  x:\n`);
    await editor.next(at(file), (all) => all.length === 0);
    await editor.change(at('compose.yaml'), unsaved);
    await editor.change(at(file), text.replace('"api"', '"app"'));
    await editor.next(at(file), (all) => all.length === 1);
  });

  it('opens a folder that is mounted', async () => {
    const [found] = await assertFound(`{
  "dockerComposeFile": "../compose.yaml",
  "service": "app",
  "workspaceFolder": "/workspaces/application"
                      ^^^^^^^^^^^^^^^^^^^^^^^ devcontainer-folder-not-mounted
}`);
    assert.equal(found?.relatedInformation?.[0]?.location.uri, uriOf(at('compose.yaml')));
  });

  it('is built of what is there', async () => {
    await assertFound(`{
  "build": {
    "dockerfile": "Dockerfil",
                   ^^^^^^^^^ devcontainer-dockerfile-missing
    "context": "../gone"
                ^^^^^^^ devcontainer-context-missing
  }
}`);
  });

  it('is built of a stage that its Dockerfile has', async () => {
    await assertFound(`{
  "build": {
    "dockerfile": "Dockerfile",
    "target": "devel"
               ^^^^^ devcontainer-target-unknown
  }
}`);
  });

  it('leads to its files, services and stages', async () => {
    await editor.open(at(file), compose, 'jsonc');
    const lead = async (text: string, part: string): Promise<unknown> =>
      (await ask<Location[] | null>('definition', text, part))?.map(
        ({ uri, range }) =>
          `${relative(tree.root, URI.parse(uri).fsPath)}:${String(range.start.line + 1)}`,
      );
    assert.deepEqual(await lead(compose, 'more.yml'), ['.devcontainer/more.yml:1']);
    assert.deepEqual(await lead(compose, 'app",'), ['compose.yaml:2']);
    assert.deepEqual(await lead(compose, 'tools'), ['.devcontainer/more.yml:2']);
    const links = await editor.client.sendRequest<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri: uriOf(at(file)) },
    });
    assert.deepEqual(
      links.map(({ target }) => target),
      [uriOf(at('compose.yaml')), uriOf(at('.devcontainer/more.yml'))],
    );
    const build = '{ "build": { "dockerfile": "Dockerfile", "target": "dev" } }';
    await editor.change(at(file), build);
    assert.deepEqual(await lead(build, 'dev"'), ['.devcontainer/Dockerfile:2']);
    assert.deepEqual(await lead(build, 'Dockerfile"'), ['.devcontainer/Dockerfile:1']);
  });

  it('is completed with the services that there are, and with nothing else', async () => {
    const text = compose.replace('"app"', '""').replace('"tools", ', '"t", ');
    await editor.open(at(file), text, 'jsonc');
    const names = async (part: string): Promise<unknown> =>
      (await ask<CompletionItem[] | null>('completion', text, part))?.map(({ label }) => label);
    assert.deepEqual(await names('"",'), ['app', 'db', 'tools']);
    assert.deepEqual(await names('"t"'), ['app', 'db', 'tools']);
    assert.equal(await names('more.yml'), undefined);
    assert.equal(await ask('hover', text, 'more.yml'), null);
  });
});
