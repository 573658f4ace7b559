import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { logsClose, logsOpen } from '#shared/protocol/logs';
import { metricsExportFailed } from '#shared/protocol/metrics';
import { defaultSettings, settingsChanged } from '#shared/protocol/workspace';
import { readPressureTotals } from '../../../server/src/metrics/export/host-totals.ts';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { parsePage, type Page } from '../../support/prometheus.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { busy, readTotals, whenFilled } from './read-totals.ts';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const scrape = async (port: number): Promise<Page> => {
  const response = await fetch(`http://127.0.0.1:${String(port)}/metrics`);
  assert.equal(response.status, 200);
  return parsePage(await response.text());
};

/** It listens a moment after it was told to. */
const firstScrape = async (port: number): Promise<Page> => {
  for (;;) {
    try {
      return await scrape(port);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
};

describe('the endpoint for Prometheus, of a real engine', () => {
  let box: Box;
  let server: TestServer;
  let port: number;
  before(async () => {
    box = await openBox('prometheus');
    port = await freePort();
    server = await startTestServer({ settings: { metrics: { port, otlp: false } } });
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  it("says what the engine's own readings say", async () => {
    const id = await box.run({
      name: box.name('busy'),
      command: busy,
      networkMode: 'bridge',
      resources: { nanoCpus: 250_000_000, memoryBytes: 64 * 1024 * 1024 },
      labels: composeLabels(box.name('shop'), 'web'),
    });
    const before = await whenFilled(box, id);
    const page = await firstScrape(port);
    const after = await readTotals(box, id);
    const own = (name: string) => {
      const found = page.samples(name).find(({ labels }) => labels['name'] === box.name('busy'));
      assert.ok(found, `${name} is there`);
      return found;
    };
    const cpu = own('container_cpu_usage_seconds_total');
    assert.deepEqual(cpu.labels, {
      id: `/docker/${id}`,
      name: box.name('busy'),
      image: box.image,
      container_label_com_docker_compose_project: box.name('shop'),
      container_label_com_docker_compose_service: 'web',
      cpu: 'total',
    });
    assert.ok(cpu.value >= before.cpuTotalNs / 1e9 && cpu.value <= after.cpuTotalNs / 1e9);
    const near = (value: number, expected: number): void => {
      assert.ok(Math.abs(value - expected) <= 0.1 * expected, `${value} is not near ${expected}`);
    };
    near(own('container_memory_working_set_bytes').value, after.memoryBytes);
    assert.equal(own('container_spec_memory_limit_bytes').value, 64 * 1024 * 1024);
    assert.equal(own('container_spec_cpu_quota').value, 25_000);
    assert.equal(own('container_processes').value, after.processes);
    assert.equal(own('container_restarts_total').value, 0);
    assert.equal(own('container_health_state').value, -1);
    assert.ok(own('container_cpu_cfs_throttled_periods_total').value >= 1);
    assert.equal(own('container_network_receive_bytes_total').labels['interface'], 'eth0');
    const started = own('container_start_time_seconds').value;
    assert.ok(started <= own('container_last_seen').value);
    assert.ok(own('container_last_seen').value >= before.timeMs / 1000);
    assert.ok(page.samples('machine_cpu_cores')[0]!.value >= 1);

    const next = await scrape(port);
    const later = next
      .samples('container_cpu_usage_seconds_total')
      .find(({ labels }) => labels['name'] === box.name('busy'));
    assert.ok(later!.value >= cpu.value, 'a counter does not go back');

    await box.engine.containers.kill(id);
    let gone = false;
    while (!gone) {
      const names = (await scrape(port)).samples('container_last_seen');
      gone = names.every(({ labels }) => labels['name'] !== box.name('busy'));
    }
  });

  it("says how long tasks of the engine's machine had to wait, where that is this one", async function () {
    const totals = () => readPressureTotals('/proc');
    const before = await totals();
    if (before === undefined) this.skip();
    const page = await firstScrape(port);
    const after = (await totals())!;
    const waited = page.samples('node_pressure_cpu_waiting_seconds_total');
    assert.equal(waited.length, 1);
    assert.ok(waited[0]!.value >= before.cpu.someUs / 1e6);
    assert.ok(waited[0]!.value <= after.cpu.someUs / 1e6);
    assert.ok(page.samples('node_pressure_io_stalled_seconds_total').length === 1);
  });

  it('counts lines of logs that somebody looks at', async () => {
    const name = box.name('talker');
    const id = await box.run({ name, command: ['sh', '-c', 'seq 7; sleep 1000'] });
    await firstScrape(port);
    const target = { kind: 'container' as const, containerId: id };
    const { streamId } = await server.request(logsOpen, { target, keep: true, follow: true });
    let counted = 0;
    while (counted < 7) {
      const lines = (await scrape(port)).samples('hyperbox_log_lines_total');
      counted = lines.find(({ labels }) => labels['service'] === name)?.value ?? 0;
    }
    assert.equal(counted, 7);
    await server.request(logsClose, { streamId });
  });

  it('moves with the setting, and closes with it', async () => {
    const other = await freePort();
    await server.notify(settingsChanged, {
      ...defaultSettings,
      metrics: { port: other, otlp: false },
    });
    await firstScrape(other);
    await assert.rejects(scrape(port), TypeError);
    await server.notify(settingsChanged, defaultSettings);
    while (await scrape(other).then(Boolean, () => false));
  });

  it('tells clients of a port that another program has', async () => {
    const stranger = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const taken = (stranger.address() as AddressInfo).port;
    const told = server.next(metricsExportFailed);
    const metrics = { port: taken, otlp: false };
    await server.notify(settingsChanged, { ...defaultSettings, metrics });
    const { setting, message } = await told;
    assert.equal(setting, 'hyperbox.metrics.port');
    assert.match(message, new RegExp(`port ${String(taken)}: another program has it`));
    await server.notify(settingsChanged, defaultSettings);
    stranger.close();
  });
});
