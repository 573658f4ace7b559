import assert from 'node:assert/strict';
import { relative } from 'node:path';
import type {
  DocumentLink,
  InlayHint,
  Location,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';
import { TempTree } from '../unit/projects/temp-tree.ts';

const compose = `services:
  web:
    build:
      context: ./app
      target: "Dev"
      additional_contexts:
        shared: ./shared
  job:
    profiles: [jobs]
    build: { context: app, dockerfile: Dockerfile, target: dev }
  short:
    build: ./app
  other:
    build: { context: ./app, dockerfile: ../other.dockerfile, target: dev }
`;
const dockerfile = `FROM a AS base
FROM base AS dev
COPY package.json src /x/
COPY --from=shared there.txt /x/
FROM a
COPY --from=dev /x /y
RUN --mount=from=1,target=/z c
`;
const files = {
  'compose.yaml': compose,
  'app/Dockerfile': dockerfile,
  'other.dockerfile': 'FROM a AS dev\n',
  'app/package.json': '{}',
  'app/src/main.ts': '',
  'shared/there.txt': '',
};

describe('names that Dockerfiles and compose files share', () => {
  let tree: TempTree;
  let editor: Editor;
  const at = (name: string): string => tree.path(name);

  beforeEach(async () => {
    tree = new TempTree({ ...files, '.git/HEAD': '' });
    editor = await startEditor();
  });
  afterEach(() => {
    editor.dispose();
    tree.dispose();
  });

  const openAll = async (): Promise<void> => {
    await editor.open(at('compose.yaml'), compose);
    await editor.open(at('app/Dockerfile'), dockerfile, 'dockerfile');
  };
  /** Asks with the caret one character into a text of the file. */
  const ask = <T>(
    method: string,
    [name, part]: readonly [keyof typeof files, string],
    more: object = {},
  ): Promise<T> => {
    const before = files[name].slice(0, files[name].indexOf(part)).split('\n');
    const position = { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 };
    const textDocument = { uri: uriOf(at(name)) };
    return editor.client.sendRequest(`textDocument/${method}`, { textDocument, position, ...more });
  };
  const short = ({ uri, range }: { readonly uri: string; readonly range: Range }): string => {
    const { start, end } = range;
    const place = `${String(start.line + 1)}:${String(start.character)}-${String(end.character)}`;
    return `${relative(tree.root, URI.parse(uri).fsPath)}:${place}`;
  };
  const everywhere = [
    'app/Dockerfile:2:13-16',
    'app/Dockerfile:6:12-15',
    'compose.yaml:5:15-18',
    'compose.yaml:10:59-62',
  ];

  it('lead from a target to its stage, from a Dockerfile to where its contexts are given', async () => {
    await openAll();
    const lead = async (...place: readonly [keyof typeof files, string]): Promise<unknown> =>
      (await ask<Location[] | null>('definition', place))?.map(short);
    assert.deepEqual(await lead('compose.yaml', 'Dev"'), ['app/Dockerfile:2:13-16']);
    assert.deepEqual(await lead('compose.yaml', 'Dockerfile, target'), ['app/Dockerfile:1:0-0']);
    assert.deepEqual(await lead('compose.yaml', '../other'), ['other.dockerfile:1:0-0']);
    assert.deepEqual(await lead('compose.yaml', './app\n      target'), ['app/Dockerfile:1:0-0']);
    assert.deepEqual(await lead('compose.yaml', './app\n  other'), ['app/Dockerfile:1:0-0']);
    assert.deepEqual(await lead('app/Dockerfile', 'base AS'), ['app/Dockerfile:1:10-14']);
    assert.deepEqual(await lead('app/Dockerfile', 'dev /x'), ['app/Dockerfile:2:13-16']);
    assert.deepEqual(await lead('app/Dockerfile', 'shared there'), ['compose.yaml:7:8-14']);
    assert.equal(await lead('app/Dockerfile', 'package'), undefined);
    assert.equal(await lead('compose.yaml', 'services'), undefined);
  });

  it('are listed from either side, with services of profiles, without the files being open', async () => {
    await editor.open(at('compose.yaml'), compose);
    const more = { context: { includeDeclaration: true } };
    const fromCompose = await ask<Location[]>('references', ['compose.yaml', 'Dev"'], more);
    assert.deepEqual(fromCompose.map(short), everywhere);
    await editor.close(at('compose.yaml'));
    await editor.open(at('app/Dockerfile'), dockerfile, 'dockerfile');
    const fromStage = await ask<Location[]>('references', ['app/Dockerfile', 'dev\n'], more);
    assert.deepEqual(fromStage.map(short), everywhere);
    const uses = await ask<Location[]>('references', ['app/Dockerfile', 'dev\n'], {
      context: { includeDeclaration: false },
    });
    assert.deepEqual(uses.map(short), everywhere.slice(1));
  });

  it('change together', async () => {
    await openAll();
    for (const place of [
      ['compose.yaml', 'Dev"'],
      ['app/Dockerfile', 'dev /x'],
    ] as const) {
      assert(await ask<Range | null>('prepareRename', place));
      const { changes = {} } = await ask<WorkspaceEdit>('rename', place, { newName: 'local' });
      const edits = Object.entries(changes).flatMap(([uri, all]) =>
        all.map(({ range, newText }) => `${short({ uri, range })} ${newText}`),
      );
      assert.deepEqual(
        edits,
        everywhere.map((each) => `${each} local`),
      );
    }
  });

  it('refuse what is no name of a stage, and leave the names of others alone', async () => {
    await openAll();
    await assert.rejects(ask('rename', ['compose.yaml', 'Dev"'], { newName: 'a b' }), /cannot be/);
    assert.equal(await ask('prepareRename', ['app/Dockerfile', 'shared there']), null);
    assert.equal(await ask('prepareRename', ['app/Dockerfile', 'a AS']), null);
    assert(await ask('prepareRename', ['compose.yaml', 'web:']));
  });

  it('are shown where a stage is built by name', async () => {
    await openAll();
    const hints = await editor.client.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: uriOf(at('app/Dockerfile')) },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });
    const texts = hints.map(({ label, position }) => [
      position,
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    ]);
    assert.deepEqual(texts, [[{ line: 1, character: 16 }, 'target of web, job']]);
  });

  it('open the files that are copied', async () => {
    await openAll();
    const links = await editor.client.sendRequest<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri: uriOf(at('app/Dockerfile')) },
    });
    assert.deepEqual(
      links.map(({ range, target = '' }) => [short({ uri: target, range })]),
      [['app/package.json:3:5-17'], ['shared/there.txt:4:19-28']],
    );
  });

  it('are all that is said of a Dockerfile: the rest is for others', async () => {
    await openAll();
    const place = ['app/Dockerfile', 'dev\n'] as const;
    for (const method of ['hover', 'completion', 'documentHighlight'])
      assert.equal(await ask(method, place), null, method);
    const textDocument = { uri: uriOf(at('app/Dockerfile')) };
    for (const method of ['documentSymbol', 'foldingRange', 'formatting'])
      assert.equal(
        await editor.client.sendRequest(`textDocument/${method}`, {
          textDocument,
          options: { tabSize: 2, insertSpaces: true },
        }),
        null,
        method,
      );
  });
});
