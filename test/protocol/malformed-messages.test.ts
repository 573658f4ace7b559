import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

describe('a server that is sent what is no message', () => {
  let folder: string;
  let child: ChildProcess;
  let connection: MessageConnection;
  let send: (bytes: string) => void;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-malformed-'));
    const server = spawn(process.execPath, [main, '--stdio'], {
      env: { ...process.env, HOME: folder, DOCKER_HOST: `unix://${folder}/nowhere.sock` },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child = server;
    send = (bytes) => server.stdin.write(bytes);
    connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
  });
  after(async () => {
    connection.dispose();
    child.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const framed = (body: string): string =>
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  for (const [what, bytes] of Object.entries({
    'invalid JSON': framed('{"jsonrpc":"2.0",'),
    'no JSON at all': framed('hello'),
    'an empty message': framed(''),
    'a list of messages': framed('[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]'),
    null: framed('null'),
    'a number': framed('7'),
    'an object that says nothing': framed('{}'),
    'a request without a proper id': framed('{"jsonrpc":"2.0","id":null,"method":"x"}'),
    'a cancellation of nothing': framed('{"jsonrpc":"2.0","method":"$/cancelRequest"}'),
    'a notification with wrong parameters': framed(
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":null}}',
    ),
    'a document with an impossible address': framed(
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"a b:c","languageId":"dockercompose","version":1,"text":""}}}',
    ),
    'a header without a length': 'Content-Type: x\r\n\r\n{}',
    'a negative length': 'Content-Length: -5\r\n\r\n{}',
    'a length that is no number': 'Content-Length: x\r\n\r\n{}',
    'too small a length': 'Content-Length: 3\r\n\r\n{"jsonrpc":"2.0","method":"x"}',
    'too large a length': 'Content-Length: 5000\r\n\r\n{"jsonrpc":"2.0","method":"x"}',
    'another protocol': 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  })) {
    it(`answers the next request after ${what}`, async () => {
      send(bytes);
      const uri = 'file:///nowhere/compose.yaml';
      const answer = await connection.sendRequest('textDocument/foldingRange', {
        textDocument: { uri },
      });
      assert.equal(answer, null);
      assert.equal(child.exitCode, null);
    });
  }

  it('watches no process of a client that names none', async () => {
    // It is looked at every three seconds; a number that nobody has would end the server then.
    const server = spawn(process.execPath, [main, '--stdio'], {
      env: { ...process.env, HOME: folder, DOCKER_HOST: `unix://${folder}/nowhere.sock` },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const other = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    other.listen();
    await other.sendRequest('initialize', { capabilities: {} });
    await assert.rejects(once(server, 'exit', { signal: AbortSignal.timeout(4000) }));
    other.dispose();
    server.kill();
  });

  it('refuses methods that it does not know, and wrong parameters of those that it knows', async () => {
    const codeOf = (method: string, params: object): Promise<unknown> =>
      connection.sendRequest(method, params).then(
        () => undefined,
        (error: unknown) => (error instanceof ResponseError ? error.code : error),
      );
    assert.equal(await codeOf('textDocument/unheardOf', {}), ErrorCodes.MethodNotFound);
    const { InvalidParams } = ErrorCodes;
    assert.equal(await codeOf('textDocument/hover', {}), InvalidParams);
    assert.equal(await codeOf('textDocument/hover', { textDocument: { uri: 7 } }), InvalidParams);
    const textDocument = { uri: 'file:///nowhere/compose.yaml' };
    const position = { line: -1, character: 'x' };
    assert.equal(await codeOf('textDocument/hover', { textDocument, position }), InvalidParams);
    assert.equal(await codeOf('textDocument/rename', { textDocument }), InvalidParams);
    // Refused whole: also its process is not taken for the client's.
    assert.equal(await codeOf('initialize', { processId: 'x' }), InvalidParams);
    assert.equal(
      await codeOf('initialize', { processId: null, rootUri: null, capabilities: {} }),
      ErrorCodes.InvalidRequest,
    );
  });
});
