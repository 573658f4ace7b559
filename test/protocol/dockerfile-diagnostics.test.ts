import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';
import { openDrawing, said } from '../support/open-drawing.ts';
import { TempTree } from '../unit/projects/temp-tree.ts';

const compose = `services:
  web:
    build:
      context: ./app
      args: { FILE: given.txt, NONE: }
      additional_contexts: { shared: ./shared }
`;
const files = {
  'compose.yaml': compose,
  'app/.dockerignore': '# out\n*.log\nbuild\nlogs\n!logs/keep\n',
  'app/given.txt': '',
  'app/a.log': '',
  'app/build/x': '',
  'app/logs/keep': '',
  'app/src/main.ts': '',
  'shared/there.txt': '',
};

describe('a Dockerfile that a project is built by', () => {
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

  const assertFound = (drawing: string, name = 'app/Dockerfile'): Promise<readonly Diagnostic[]> =>
    openDrawing(editor, { path: at(name), languageId: 'dockerfile' }, drawing);
  const fix = async (text: string, diagnostic: Diagnostic, title: string): Promise<string> => {
    const actions = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(at('app/Dockerfile')) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    const action = actions.find((each) => each.title === title);
    assert(action, actions.map((each) => each.title).join(', '));
    const [edits = []] = Object.values(action.edit?.changes ?? {});
    return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
  };

  it('copies only what is in the context of its build', async () => {
    const found = await assertFound(`
ARG FILE=other.txt
FROM a
ARG FILE
ARG NONE
COPY src/main.ts src /x/
COPY $FILE $NONE *.gone /x/
COPY gone/file ./src/./mian.ts /x/
     ^^^^^^^^^ copy-source-missing
               ^^^^^^^^^^^^^^^ copy-source-missing
COPY ["gone file", "/"]
      ^^^^^^^^^^^ copy-source-missing
ADD https://example.org/x git@example.org:a/b.git /x/
COPY <<EOF /gone
COPY gone /x
EOF
`);
    assert.match(said(found[0]), /`gone\/file` is not in the context of "web"/);
    assert.match(said(found[1]), /Did you mean `src\/main\.ts`\?/);
    assert.equal(found[0]?.relatedInformation?.[0]?.location.uri, uriOf(at('compose.yaml')));
  });

  it('copies nothing from outside of it', async () => {
    const [found] = await assertFound(`
FROM a
COPY src/../src/main.ts ../shared/there.txt /x/
                        ^^^^^^^^^^^^^^^^^^^ copy-source-outside
`);
    assert.match(said(found), /looks for `shared\/there\.txt` in it/);
  });

  it('copies nothing that .dockerignore keeps out', async () => {
    const drawing = `
FROM a
COPY a.log build logs /x/
     ^^^^^ copy-source-ignored
           ^^^^^ copy-source-ignored
COPY build/x /x/
     ^^^^^^^ copy-source-ignored
`;
    const [first] = await assertFound(drawing);
    assert(first);
    assert.match(said(first), /line 2 of \.dockerignore, `\*\.log`/);
    const [rule] = first.relatedInformation ?? [];
    assert.equal(rule?.location.uri, uriOf(at('app/.dockerignore')));
    assert.deepEqual(rule.location.range.start, { line: 1, character: 0 });
    const before = files['app/.dockerignore'];
    const after = await fix(before, first, 'Let `a.log` in by .dockerignore');
    assert.equal(after, `${before}!a.log\n`);
    await editor.open(at('app/.dockerignore'), after, 'ignore');
    await editor.next(at('app/Dockerfile'), (all) => all.length === 2);
  });

  it('has an ignore file of its own before that of the context', async () => {
    await writeFile(at('app/Dockerfile.dockerignore'), 'src\n');
    await assertFound(`
FROM a
COPY a.log src /x/
           ^^^ copy-source-ignored
`);
  });

  it('takes other folders by the names that the project gives them', async () => {
    await assertFound(`
FROM a AS shard
FROM b
COPY --from=shared there.txt gone.txt /x/
                             ^^^^^^^^ copy-source-missing
COPY --from=shard gone /x/
COPY --from=nginx gone /x/
`);
  });

  it('mounts only what is there while it is built', async () => {
    await assertFound(`
FROM a AS base
RUN --mount=source=src/main.ts,target=/a --mount=source=gone,target=/b x
                                                        ^^^^ copy-source-missing
RUN --mount=type=bind,from=shared,source=there.txt,target=/a --mount=type=cache,source=gone,target=/b x
RUN --mount=from=base,source=gone,target=/a --mount=type=secret,id=gone x
`);
  });

  it('names stages as they are called', async () => {
    const text = 'FROM a AS builder\nFROM b\nCOPY --from=biulder /x /y\n';
    const drawing = text.replace('/y\n', '/y\n            ^^^^^^^ copy-stage-unknown\n');
    const [found] = await assertFound(drawing);
    assert(found);
    const after = await fix(text, found, 'Change to `builder`');
    assert.equal(after, text.replace('biulder', 'builder'));
    await editor.change(at('app/Dockerfile'), after);
    await editor.next(at('app/Dockerfile'), (all) => all.length === 0);
  });

  it('may copy from an image whose name is the beginning of that of a stage', async () => {
    await assertFound('FROM nginx AS nginx2\nFROM a\nCOPY --from=nginx /x /y\n');
  });

  it('is judged by the stage that is built', async () => {
    await editor.open(at('compose.yaml'), compose.replace('args:', 'target: one\n      args:'));
    await assertFound(`
FROM a AS zero
COPY gone /x/
     ^^^^ copy-source-missing
FROM zero AS one
FROM a AS two
COPY gone /x/
`);
  });

  it('is not judged where nobody says what it is built of', async () => {
    await writeFile(at('compose.yaml'), 'services:\n  web:\n    image: a\n');
    await assertFound('FROM a\nCOPY gone /x/\n');
  });

  it('is not judged where another program reads it', async () => {
    await assertFound('# syntax=me/other\nFROM a\nCOPY gone /x/\n');
  });

  it('may be written for Windows', async () => {
    await assertFound('# escape=`\nFROM a\nCOPY src\\gone.ts `\n  src\\main.ts C:\\x\\\n');
  });

  it('may be built by a compose file in .devcontainer, or in a folder above', async () => {
    await mkdir(at('.devcontainer'));
    const text = 'services:\n  dev:\n    build: { context: .., dockerfile: app/dev.dockerfile }\n';
    await writeFile(at('.devcontainer/docker-compose.yml'), text);
    const drawing = `
FROM a
COPY app/given.txt given.txt /x/
                   ^^^^^^^^^ copy-source-missing
`;
    const [found] = await assertFound(drawing, 'app/dev.dockerfile');
    assert.match(said(found), /the context of "dev"/);
  });

  it('is judged again when the project is another, unsaved too', async () => {
    await assertFound(`
FROM a
COPY there.txt /x/
     ^^^^^^^^^ copy-source-missing
`);
    await editor.open(
      at('compose.yaml'),
      compose.replace('./app', './shared\n      dockerfile: ../app/Dockerfile'),
    );
    await editor.next(at('app/Dockerfile'), (all) => all.length === 0);
  });

  it('is judged again when a file is made or deleted', async () => {
    await assertFound(`
FROM a
COPY gone.txt /x/
     ^^^^^^^^ copy-source-missing
`);
    const files = [{ uri: uriOf(at('app/gone.txt')) }];
    await writeFile(at('app/gone.txt'), '');
    await editor.client.sendNotification('workspace/didCreateFiles', { files });
    await editor.next(at('app/Dockerfile'), (all) => all.length === 0);
    await rm(at('app/gone.txt'));
    await editor.client.sendNotification('workspace/didDeleteFiles', { files });
    await editor.next(at('app/Dockerfile'), (all) => all.length === 1);
  });

  it('answers for what compose files name, as it is typed', async () => {
    const text = 'services:\n  web:\n    build: { context: ./app, target: dev }\n';
    const isMissing = ({ code }: Diagnostic): boolean => code === 'build-target-missing';
    await writeFile(at('app/Dockerfile'), 'FROM a AS dev\n');
    await editor.open(at('compose.yaml'), text);
    await editor.next(at('compose.yaml'), (all) => !all.some(isMissing));
    await editor.open(at('app/Dockerfile'), 'FROM a AS dev2\n', 'dockerfile');
    const found = await editor.next(at('compose.yaml'), (all) => all.some(isMissing));
    assert.match(said(found.find(isMissing)), /Did you mean `dev2`\?/);
    await editor.change(at('app/Dockerfile'), 'FROM a AS dev\n');
    await editor.next(at('compose.yaml'), (all) => !all.some(isMissing));
  });

  it('says nothing when diagnostics are turned off, or one kind of them', async () => {
    editor.settings.composeRules = { 'copy-source-missing': 'off' };
    await assertFound('FROM a\nCOPY gone /x/\n');
    await assertFound('FROM a\nCOPY gone /x/\n', 'app/other.dockerfile');
  });
});
