import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { isListening, readListeners } from '../../../server/src/ports/listeners.ts';

describe('the listeners of this machine', () => {
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  for (const [address, same, other] of [
    ['127.0.0.1', ['127.0.0.1', '0.0.0.0', ''], ['127.0.0.2', '::1']],
    ['0.0.0.0', ['127.0.0.1', '0.0.0.0', ''], ['::1']],
    ['::1', ['::1', '::', ''], ['127.0.0.1']],
    ['::', ['::', '127.0.0.1', ''], []],
  ] as const) {
    it(`are known by the address that they listen on: ${address}`, async () => {
      const server = createServer().listen(0, address);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      try {
        const listeners = await readListeners();
        assert(listeners !== undefined);
        const held = (hostIp: string): boolean =>
          isListening(listeners, { hostIp, port, protocol: 'tcp' });
        assert.deepEqual(
          same.filter((each) => !held(each)),
          [],
        );
        assert.deepEqual(other.filter(held), []);
        assert(!isListening(listeners, { hostIp: '', port, protocol: 'udp' }));
      } finally {
        server.close();
      }
    });
  }
});
