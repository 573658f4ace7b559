import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver';
import { allLenses, uriOf } from '../support/compose-editor.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';
import { TempTree } from '../unit/projects/temp-tree.ts';

const noEngine = { DOCKER_HOST: 'unix:///nowhere/hyperbox-test.sock', DOCKER_CONTEXT: undefined };
const text = 'services:\n  web:\n    image: nginx\n';

describe('lenses of compose files', () => {
  let tree: TempTree;
  let server: TestServer;
  beforeEach(() => {
    tree = new TempTree({ 'compose.yaml': text, 'other/readme.md': '' }, 'hyperbox-lenses');
  });
  afterEach(async () => {
    await server.dispose();
    tree.dispose();
  });

  const titles = async (options: TestServerOptions): Promise<readonly (string | undefined)[]> => {
    server = await startTestServer({
      ...{ folders: [tree.root], settings: { composeLenses: allLenses }, environment: noEngine },
      ...options,
    });
    const textDocument = { uri: uriOf(`${tree.root}/compose.yaml`) };
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'dockercompose', version: 1, text },
    });
    const lenses: CodeLens[] | null = await server.connection.sendRequest('textDocument/codeLens', {
      textDocument,
    });
    return (lenses ?? []).map(({ command }) => command?.title.replaceAll('\u00a0', ' '));
  };

  it('offer a start, which says what is missing, where there is no engine', async () => {
    assert.deepEqual(await titles({}), ['$(run-all) Start Project', '$(play) Start']);
  });

  it('offer nothing that the editor cannot run', async () => {
    const settings = {
      composeLenses: { enabled: true, commands: [], server: false, usage: false, icons: false },
    };
    assert.deepEqual(await titles({ settings }), []);
  });

  it('are not there before the workspace is trusted', async () => {
    assert.deepEqual(await titles({ trusted: false }), []);
  });

  it('are not in a file outside the workspace', async () => {
    assert.deepEqual(await titles({ folders: [`${tree.root}/other`] }), []);
  });
});
