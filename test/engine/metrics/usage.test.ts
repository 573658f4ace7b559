import assert from 'node:assert/strict';
import {
  metricsPressureChanged,
  metricsUsageChanged,
  metricsWatchPressure,
  metricsWatchUsage,
} from '#shared/protocol/metrics';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { busy, whenFilled } from './read-totals.ts';

describe('usage that is shown in passing', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('usage');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  it('comes seldom, only of what changed, and stops when nobody looks', async () => {
    const id = await box.run({ command: busy, resources: { nanoCpus: 250_000_000 } });
    await whenFilled(box, id);
    assert.deepEqual(await server.request(metricsWatchUsage, { watch: true }), []);
    const times: number[] = [];
    const told = new Set<string>();
    const listening = server.on(metricsUsageChanged, ({ upserted }) => {
      times.push(performance.now());
      for (const usage of upserted) told.add(JSON.stringify(usage));
    });
    const { upserted } = await server.next(metricsUsageChanged, (change) =>
      change.upserted.some(({ containerId }) => containerId === id),
    );
    const usage = upserted.find(({ containerId }) => containerId === id)!;
    assert.ok(usage.cpuCores > 0.1 && usage.cpuCores < 0.5, String(usage.cpuCores));
    assert.ok(usage.memoryBytes >= 20_000_000 && usage.memoryBytes < 40_000_000);
    assert.equal(usage.memoryBytes, Number(usage.memoryBytes.toPrecision(2)));

    await box.engine.containers.kill(id);
    await server.next(metricsUsageChanged, ({ removed }) => removed.includes(id));
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    assert.ok(Math.min(2000, ...gaps) >= 1900, String(gaps));

    await server.request(metricsWatchUsage, { watch: false });
    const after = times.length;
    const other = await box.run({ command: ['sleep', '1000'] });
    await whenSampled(box, other);
    assert.equal(times.length, after);
    listening.dispose();
  });

  it('answers how the machine fares, and tells of pressure only', async () => {
    const pressed: unknown[] = [];
    const listening = server.on(metricsPressureChanged, (host) => pressed.push(host));
    const { pressure, advice } = await server.request(metricsWatchPressure, { watch: true });
    if (pressure.kind === 'unavailable') assert.notEqual(pressure.reason, '');
    else {
      const levels = Object.values(pressure.readings).map(({ level }) => level);
      if (levels.every((level) => level === 'normal')) assert.deepEqual(advice, []);
    }
    await server.request(metricsWatchPressure, { watch: false });
    listening.dispose();
  });
});

/** Three readings later. */
const whenSampled = async (box: Box, id: Parameters<typeof whenFilled>[1]): Promise<void> => {
  let count = 0;
  await new Promise<void>((resolve, reject) => {
    const reading = box.engine.containers.stats(id, {
      onSample: () => {
        count += 1;
        if (count < 3) return;
        resolve();
        void reading.then((stream) => {
          stream.dispose();
        });
      },
      onEnd: () => undefined,
    });
    reading.catch(reject);
  });
};
