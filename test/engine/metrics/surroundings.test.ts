import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import {
  metricsClose,
  metricsHistory,
  metricsOpen,
  metricsSampled,
  type MetricsEvent,
  type MetricsTarget,
  type Pressure,
} from '#shared/protocol/metrics';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { countingSocket, type CountingSocket } from '../../support/counting-socket.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

const stats = /\/containers\/[^/]+\/stats/;

describe('what is around readings', () => {
  let box: Box;
  let socket: CountingSocket;
  let server: TestServer;
  before(async () => {
    box = await openBox('around');
    socket = await countingSocket();
    server = await startTestServer({ environment: { DOCKER_HOST: socket.address } });
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await socket.dispose();
    await box.dispose();
  });

  const compose = (service: string): Readonly<Record<string, string>> =>
    composeLabels(box.name('shop'), service);

  /** Events of one stream, until so many have come. */
  const eventsOf = async (streamId: string, count: number): Promise<readonly MetricsEvent[]> => {
    const found: MetricsEvent[] = [];
    await server.next(
      metricsSampled,
      (tick) => {
        if (tick.streamId === streamId) found.push(...(tick.events ?? []));
        return found.length >= count;
      },
      25_000,
    );
    return found;
  };

  it('marks ends, restarts and containers made anew, and keeps that', async () => {
    const spec = { command: ['sleep', '1000'], labels: compose('api') };
    const first = await box.run(spec);
    const target: MetricsTarget = { kind: 'container', containerId: first };
    const { streamId, events } = await server.request(metricsOpen, { target });
    assert.deepEqual(events, []);
    await server.next(metricsSampled, ({ series }) => series.length > 0);

    let heard = eventsOf(streamId, 2);
    const counted = server.next(metricsSampled, ({ series }) =>
      series.some(({ facts }) => facts?.restarts === 1),
    );
    await box.engine.containers.restart(first, { graceMs: 0 });
    assert.deepEqual(
      (await heard).map(({ text }) => text),
      ['api was stopped and ended with code 137', 'api was started again'],
    );
    await counted;

    heard = eventsOf(streamId, 2);
    await box.engine.containers.remove(first, { force: true });
    const second = await box.run(spec);
    assert.deepEqual(
      (await heard).map(({ text, containerId }) => [text, containerId]),
      [
        ['api was stopped and ended with code 137', first],
        ['api was made anew', second],
      ],
    );

    await server.request(metricsClose, { streamId });
    const now = { kind: 'container' as const, containerId: second };
    const again = await server.request(metricsOpen, { target: now });
    assert.equal(again.events?.length, 4);
    const range = { fromMs: Date.now() - 60_000, toMs: Date.now(), stepMs: 1000 };
    const kept = await server.request(metricsHistory, { target: now, ...range });
    assert.deepEqual(kept.events, again.events);
    assert.equal(kept.series[0]?.label, 'api');
    await server.request(metricsClose, { streamId: again.streamId });
  }).timeout(60_000);

  it('says that memory ran out', async () => {
    const labels = compose('greedy');
    const command = ['sh', '-c', "sleep 2; held=$(head -c 60000000 /dev/zero | tr '\\0' x)"];
    const resources = { memoryBytes: 16 * 1024 * 1024, memorySwapBytes: 16 * 1024 * 1024 };
    const containerId = await box.run({ command, labels, resources });
    const target: MetricsTarget = { kind: 'container', containerId };
    const { streamId } = await server.request(metricsOpen, { target });
    const [event] = await eventsOf(streamId, 1);
    assert.equal(event?.kind, 'oom', event?.text);
    assert.match(
      event.text,
      /greedy ran out of memory and ended with code 137|was killed: out of memory/,
    );
    await server.request(metricsClose, { streamId });
  }).timeout(60_000);

  it('is the pressure of this machine and of containers, where the kernel tells it', async function () {
    if (!existsSync('/proc/pressure/cpu')) {
      console.warn('    (this kernel has no pressure information)');
      this.skip();
    }
    const containerId = await box.run({
      command: ['sh', '-c', 'while true; do :; done & while true; do :; done'],
      resources: { nanoCpus: 100_000_000 },
    });
    const target: MetricsTarget = { kind: 'container', containerId };
    const opened = await server.request(metricsOpen, { target });
    const isSane = (pressure: Pressure | undefined): boolean =>
      pressure?.kind === 'available' &&
      Object.values(pressure.readings).every(({ some }) => some >= 0 && some <= 100);
    assert.ok(isSane(opened.pressure), JSON.stringify(opened.pressure));
    const tick = await server.next(
      metricsSampled,
      (each) => {
        const own = each.containerPressure?.[containerId];
        // Two loops share a tenth of a processor: they wait nearly all the time.
        return own?.kind === 'available' && own.readings.cpu.some > 5;
      },
      20_000,
    );
    assert.ok(isSane(tick.containerPressure?.[containerId]));
    await server.request(metricsClose, { streamId: opened.streamId });
  }).timeout(40_000);

  it('costs one stream of the engine for each container while somebody looks, and none else', async () => {
    const labels = compose('watched');
    const containerId = await box.run({ command: ['sleep', '1000'], labels });
    assert.equal(socket.open(stats), 0);
    const target: MetricsTarget = { kind: 'container', containerId };
    const [left, right] = await Promise.all([
      server.request(metricsOpen, { target }),
      server.request(metricsOpen, { target }),
    ]);
    const messages = { [left.streamId]: 0, [right.streamId]: 0 };
    const listening = server.on(metricsSampled, ({ streamId }) => {
      messages[streamId] = (messages[streamId] ?? 0) + 1;
    });
    await delay(4000);
    assert.equal(socket.open(stats), 1);
    for (const count of Object.values(messages)) assert.ok(count >= 2 && count <= 5, String(count));
    listening.dispose();
    await server.request(metricsClose, { streamId: left.streamId });
    await server.next(metricsSampled, ({ series }) => series.length > 0);
    assert.equal(socket.open(stats), 1);
    await server.request(metricsClose, { streamId: right.streamId });
    const giveUp = Date.now() + 5000;
    while (socket.open(stats) > 0 && Date.now() < giveUp) await delay(20);
    assert.equal(socket.open(stats), 0);
  }).timeout(60_000);
});
