import assert from 'node:assert/strict';
import { containersRun, containersStart } from '#shared/protocol/containers';
import { engineGet } from '#shared/protocol/engine';
import { containerId } from '#shared/protocol/ids';
import { inventoryWatch } from '#shared/protocol/inventory';
import { ErrorCodes, LSPErrorCodes, type ResponseError } from 'vscode-languageserver';
import type { ErrorDetails } from '#shared/errors';
import { startTestServer, type TestServer } from '../support/server.ts';

const noEngine = { DOCKER_HOST: 'unix:///nowhere/hyperbox-test.sock', DOCKER_CONTEXT: undefined };

type Failure = ResponseError<ErrorDetails>;

const failureOf = async (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => assert.fail('It should have failed.'),
    (error: unknown) => error as Failure,
  );

describe('the protocol', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ environment: noEngine });
  });
  after(() => server.dispose());

  it('names the fields of parameters that are wrong', async () => {
    const work = server.connection.sendRequest(containersRun.method, { image: 1, ports: 'x' });
    const failure = await failureOf(work);
    assert.equal(failure.code, ErrorCodes.InvalidParams);
    assert.equal(failure.data?.code, 'invalid-input');
    assert.match(failure.message, /"image" must be of type string/);
    assert.match(failure.message, /"ports" must be of type array/);
  });

  it('refuses parameters that are missing, or a list', async () => {
    const missing = await failureOf(server.connection.sendRequest(containersStart.method));
    assert.equal(missing.code, ErrorCodes.InvalidParams);
    const list = await failureOf(server.connection.sendRequest(containersStart.method, 'a', 'b'));
    assert.equal(list.code, ErrorCodes.InvalidParams);
  });

  it('says of an unknown method that it is unknown', async () => {
    const failure = await failureOf(server.connection.sendRequest('hyperbox/nothing/here', {}));
    assert.equal(failure.code, ErrorCodes.MethodNotFound);
  });

  it('takes a missing engine as a state with what to do about it', async () => {
    const state = await server.request(engineGet, {});
    const settled =
      state.kind === 'searching'
        ? await server.next({ method: 'hyperbox/engine/changed' }).then(() => state)
        : state;
    assert.ok(['searching', 'none', 'broken'].includes(settled.kind), settled.kind);
    const now = await server.request(engineGet, {});
    assert.ok(now.kind === 'none' || now.kind === 'broken', now.kind);
    assert.notEqual(now.fault.remedy, '');
  });

  it('answers an inventory without an engine with empty lists', async () => {
    const kinds = ['containers', 'images', 'volumes', 'networks'] as const;
    const lists = await server.request(inventoryWatch, { kinds: [...kinds] });
    assert.deepEqual(lists, { containers: [], images: [], volumes: [], networks: [] });
  });

  it('tells who acts without an engine what is the matter', async () => {
    const failure = await failureOf(
      server.request(containersStart, { containerId: containerId.parse('abc') }),
    );
    assert.equal(failure.code, LSPErrorCodes.RequestFailed);
    const { code, hint } = failure.data ?? {};
    assert.equal(code, 'engine-unavailable');
    assert.notEqual(hint, undefined);
  });

  it('ends with exit code 0 after shutdown and exit', async () => {
    const other = await startTestServer({ environment: noEngine });
    await other.connection.sendRequest('shutdown');
    await other.connection.sendNotification('exit');
    assert.equal(await other.exited, 0);
    await other.dispose();
  });
});

describe('an untrusted workspace', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ environment: noEngine, trusted: false });
  });
  after(() => server.dispose());

  it('runs nothing until trust is given', async () => {
    const failure = await failureOf(server.request(engineGet, {}));
    assert.equal(failure.data?.code, 'not-trusted');
    await server.grantTrust();
    const state = await server.request(engineGet, {});
    assert.notEqual(state.kind, 'connected');
  });

  it('has language features all the same', async () => {
    const other = await startTestServer({ environment: noEngine, trusted: false });
    const published = new Promise<unknown>((resolve) => {
      other.connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await other.connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: 'file:///nowhere/compose.yaml',
        languageId: 'dockercompose',
        version: 1,
        text: 'services: [',
      },
    });
    const { diagnostics } = (await published) as { readonly diagnostics: readonly unknown[] };
    assert.ok(diagnostics.length > 0);
    await other.dispose();
  });
});
