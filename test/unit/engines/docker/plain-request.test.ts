import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { requestPlain } from '../../../../server/src/engines/docker/plain-request.ts';

describe('A request whose answer comes as it is', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** An engine that answers with these pieces, one after the other, and hangs up. */
  const ask = async (pieces: readonly string[]) => {
    server = createServer((socket) => {
      socket.once('data', (request) => {
        assert.match(request.toString(), /^GET \/x HTTP\/1\.0\r\nHost: docker\r\n\r\n$/);
        for (const piece of pieces) socket.write(piece);
        socket.end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return requestPlain(connect(port, '127.0.0.1'), { path: '/x', host: 'docker' });
  };

  it('is all that follows the head, wherever it is cut', async () => {
    const answer = 'HTTP/1.0 200 OK\r\nServer: Docker\r\n\r\nfirst\r\n\r\nsecond';
    for (const cut of [3, 20, 34, 35, 40]) {
      const stream = await ask([answer.slice(0, cut), answer.slice(cut)]);
      assert.equal(await text(stream), 'first\r\n\r\nsecond');
      server?.close();
    }
  });

  it('fails with what the engine says', async () => {
    await assert.rejects(
      ask(['HTTP/1.0 404 Not Found\r\n\r\n', '{"message":"No such container: x"}']),
      { message: 'No such container: x', statusCode: 404 },
    );
  });

  it('fails when the engine hangs up', async () => {
    await assert.rejects(ask([]), { code: 'ECONNRESET' });
  });
});
