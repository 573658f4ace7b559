import assert from 'node:assert/strict';
import { containersStop } from '#shared/protocol/containers';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

describe('cancelling a request', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('cancel');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  it('ends it at once with "cancelled"', async () => {
    // As the first process of its container, `sleep` does not hear SIGTERM.
    const containerId = await box.run({ command: ['sleep', '1000'] });
    const abort = new AbortController();
    const started = Date.now();
    const stop = server.request(
      containersStop,
      { containerId, timeoutMs: 30_000 },
      { signal: abort.signal },
    );
    setImmediate(() => {
      abort.abort();
    });
    await assert.rejects(stop, (error: unknown) => {
      assert.equal((error as { data?: { code?: string } }).data?.code, 'cancelled');
      return true;
    });
    assert.ok(Date.now() - started < 5000);
  });
});
