import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { engineGet } from '#shared/protocol/engine';
import {
  metricsClose,
  metricsDisk,
  metricsHistory,
  metricsOpen,
  metricsSampled,
  type MetricsSeries,
} from '#shared/protocol/metrics';
import { openServer } from '../../../scripts/start/hyperbox-server.ts';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
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
    assert.deepEqual(opened.series, [
      {
        containerId,
        label: opened.series[0]?.label,
        facts: { restarts: 0, cpuLimitCores: 0.25, memoryLimitBytes: 64 * 1024 * 1024 },
        samples: [],
      },
    ]);
    assert.ok(opened.hostCpus >= 1);
    assert.ok((opened.hostMemoryBytes ?? 0) > 64 * 1024 * 1024);
    const isReading = (tick: { readonly series: readonly MetricsSeries[] }): boolean =>
      tick.series.some((series) => series.samples.length > 0);
    const ticks = [
      await server.next(metricsSampled, isReading),
      await server.next(metricsSampled, isReading),
    ];
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

    const nowMs = Date.now();
    const kept = await server.request(metricsHistory, {
      target,
      fromMs: nowMs - 60_000,
      toMs: nowMs,
      stepMs: 1000,
    });
    assert.equal(kept.stepMs, 1000);
    assert.ok((kept.series[0]?.samples.length ?? 0) >= samples.length);
    const held = kept.series[0]?.samples.map(({ cpuThrottled = 0 }) => cpuThrottled) ?? [];
    assert.ok(Math.max(...held) > 0.2, String(held));
  });

  it('go on in the container that takes the place of another', async () => {
    const compose = composeLabels(box.name('shop'), 'api');
    const first = await box.run({ command: ['sleep', '1000'], labels: compose });
    const target = { kind: 'container' as const, containerId: first };
    const opened = await server.request(metricsOpen, { target });
    assert.equal(opened.series[0]?.label, 'api');
    assert.equal(opened.series[0].facts?.service, 'api');
    const isOf = (id: string) => (tick: { series: readonly { containerId: string }[] }) =>
      tick.series.some(({ containerId }) => containerId === id);
    const seen = await server.next(metricsSampled, isOf(first));
    await box.engine.containers.remove(first, { force: true });
    const second = await box.run({ command: ['sleep', '1000'], labels: compose });
    const next = await server.next(metricsSampled, isOf(second));
    const times = next.series.flatMap(({ samples }) => samples.map(({ timeMs }) => timeMs));
    assert.ok(times.includes(seen.series[0]!.samples[0]!.timeMs));
    const facts = next.series[0]?.facts;
    assert.ok(facts !== undefined && facts.restarts <= 1);
    await server.request(metricsClose, { streamId: opened.streamId });
  });

  it('are there again in the next server of the same workspace, when one was killed', async () => {
    const stateFolder = await mkdtemp(join(tmpdir(), 'hyperbox-state-'));
    const containerId = await box.run({ command: ['sleep', '1000'] });
    const target = { kind: 'container' as const, containerId };
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const first = await openServer({
      ...{ root, folder: stateFolder, env: process.env, stateFolder },
      script: 'server/src/main.ts',
    });
    const times = new Set<number>();
    first.on(metricsSampled, ({ series }) => {
      for (const { timeMs } of series.flatMap(({ samples }) => samples)) times.add(timeMs);
    });
    while ((await first.send(engineGet, {})).kind !== 'connected') await delay(50);
    const opened = await first.send(metricsOpen, { target });
    // What is read is written every few seconds, or when it is asked for.
    while (times.size < 3) await delay(50);
    const range = { fromMs: 0, toMs: Date.now() + 60_000, stepMs: 1000 };
    await first.send(metricsHistory, { target, ...range });
    const known = [...times].slice(0, 3);
    await first.kill();
    assert.equal(opened.series[0]?.samples.length, 0);

    const second = await startTestServer({ stateFolder });
    await engineReady(second);
    const { series } = await second.request(metricsOpen, { target });
    const kept = new Set(series[0]?.samples.map(({ timeMs }) => timeMs));
    assert.deepEqual(
      known.filter((timeMs) => !kept.has(timeMs)),
      [],
    );
    await second.dispose();
    await rm(stateFolder, { recursive: true, force: true });
  }).timeout(60_000);

  it('say what the engine keeps on its disk', async () => {
    const usage = await server.request(metricsDisk, {});
    assert.ok(usage.images.count >= 1);
    assert.ok(usage.images.bytes >= usage.images.reclaimableBytes);
    assert.ok(usage.containers.count >= 1);
    const cancelled = server.request(metricsDisk, {}, { signal: AbortSignal.timeout(1) });
    await cancelled.catch((error: unknown) => {
      assert.match(String(error), /[Cc]ancel/);
    });
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
