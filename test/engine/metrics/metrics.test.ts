import assert from 'node:assert/strict';
import { metricsClose, metricsOpen, metricsSampled } from '#shared/protocol/metrics';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

describe('metrics', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('metrics');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  it('come once a second, are kept for the next viewer, and stop when closed', async () => {
    const containerId = await box.run({
      command: ['sh', '-c', 'while true; do :; done'],
      resources: { nanoCpus: 250_000_000, memoryBytes: 64 * 1024 * 1024 },
    });
    const target = { kind: 'container' as const, containerId };
    const opened = await server.request(metricsOpen, { target });
    assert.deepEqual(opened.series, []);
    assert.ok(opened.hostCpus >= 1);
    const ticks = [await server.next(metricsSampled), await server.next(metricsSampled)];
    const samples = ticks.flatMap(({ series }) => series).flatMap(({ samples: own }) => own);
    const last = samples.at(-1);
    assert.ok(last !== undefined);
    assert.ok(last.cpuCores > 0.05 && last.cpuCores < 0.6, String(last.cpuCores));
    assert.ok(last.memoryBytes > 0);
    assert.equal(last.memoryLimitBytes, 64 * 1024 * 1024);
    assert.ok(last.processes >= 1);

    await server.request(metricsClose, { streamId: opened.streamId });
    let late = 0;
    const listening = server.on(metricsSampled, ({ streamId }) => {
      if (streamId === opened.streamId) late += 1;
    });
    const again = await server.request(metricsOpen, { target });
    assert.ok((again.series[0]?.samples.length ?? 0) >= samples.length);
    await server.next(metricsSampled, ({ streamId }) => streamId === again.streamId);
    listening.dispose();
    assert.equal(late, 0);
    await server.request(metricsClose, { streamId: again.streamId });
  });

  it('follow containers that come and go', async () => {
    const { streamId } = await server.request(metricsOpen, { target: { kind: 'engine' } });
    const id = await box.run({ name: box.name('late'), command: ['sleep', '1000'] });
    const seen = await server.next(metricsSampled, (tick) =>
      tick.series.some(({ containerId }) => containerId === id),
    );
    assert.equal(
      seen.series.find(({ containerId }) => containerId === id)?.label,
      box.name('late'),
    );
    const gone = server.next(metricsSampled, (tick) => tick.gone.includes(id));
    await box.engine.containers.kill(id);
    await gone;
    await server.request(metricsClose, { streamId });
  });
});
