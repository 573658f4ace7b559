import assert from 'node:assert/strict';
import { metricsExportFailed } from '#shared/protocol/metrics';
import { defaultSettings, settingsChanged } from '#shared/protocol/workspace';
import { openBox, type Box } from '../../support/box.ts';
import {
  openOtlpReceiver,
  type OtlpReceiver,
  type ReceivedMetric,
  type ReceivedResource,
} from '../../support/otlp-receiver.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { busy, readTotals, whenFilled } from './read-totals.ts';

const settings = { metrics: { ...defaultSettings.metrics, otlp: true } };

describe('metrics by OpenTelemetry, of a real engine', () => {
  let box: Box;
  let receiver: OtlpReceiver;
  let server: TestServer | undefined;
  before(async () => {
    box = await openBox('otlp');
  });
  beforeEach(async () => {
    receiver = await openOtlpReceiver();
  });
  afterEach(async () => {
    await server?.dispose();
    receiver.dispose();
  });
  after(async () => {
    await box.dispose();
  });

  const start = async (environment: Readonly<Record<string, string>>): Promise<TestServer> => {
    server = await startTestServer({
      settings,
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(receiver.port)}`,
        OTEL_METRIC_EXPORT_INTERVAL: '500',
        ...environment,
      },
    });
    await engineReady(server);
    return server;
  };

  /** Of the first export that has the container. */
  const nextOf = async (
    name: string,
  ): Promise<ReceivedResource & { readonly headers: Readonly<Record<string, unknown>> }> => {
    for (;;) {
      const { resources, headers, path } = await receiver.next();
      assert.equal(path, '/v1/metrics');
      const own = resources.find(({ attributes }) => attributes['container.name'] === name);
      if (own !== undefined) return { ...own, headers };
    }
  };

  it("are what the engine's own readings say, a resource for each container", async () => {
    const name = box.name('busy');
    const id = await box.run({
      name,
      command: busy,
      networkMode: 'bridge',
      resources: { nanoCpus: 250_000_000 },
    });
    const before = await whenFilled(box, id);
    await start({
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=a%20b',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=dev',
    });
    const { attributes, metrics, headers } = await nextOf(name);
    const after = await readTotals(box, id);
    assert.equal(headers['x-tenant'], 'a b');
    assert.equal(headers['content-type'], 'application/x-protobuf');
    assert.equal(headers['content-encoding'], 'gzip');
    assert.deepEqual(attributes, {
      'deployment.environment.name': 'dev',
      'container.id': id,
      'container.name': name,
      'container.image.name': box.image,
    });
    const metric = (wanted: string): ReceivedMetric => {
      const found = metrics.find((each) => each.name === wanted);
      assert.ok(found, `${wanted} is there`);
      return found;
    };
    const cpu = metric('container.cpu.time');
    assert.deepEqual([cpu.unit, cpu.isMonotonic, cpu.isCumulative], ['s', true, true]);
    const [{ value, startMs, timeMs }] = cpu.points as [ReceivedMetric['points'][number]];
    assert.ok(value >= before.cpuTotalNs / 1e9 && value <= after.cpuTotalNs / 1e9);
    assert.ok(startMs < before.timeMs && timeMs >= before.timeMs && timeMs <= after.timeMs);
    const memory = metric('container.memory.working_set');
    assert.deepEqual([memory.unit, memory.isMonotonic], ['By', false]);
    assert.ok(Math.abs(memory.points[0]!.value - after.memoryBytes) < 0.1 * after.memoryBytes);
    assert.deepEqual(
      metric('container.network.io').points.map((point) => point.attributes),
      ['receive', 'transmit'].map((direction) => ({
        'network.interface.name': 'eth0',
        'network.io.direction': direction,
      })),
    );
    const uptime = metric('container.uptime');
    assert.equal(uptime.isMonotonic, undefined);
    assert.ok(Math.abs(uptime.points[0]!.value - (timeMs - startMs) / 1000) < 0.01);
  });

  it('go as JSON where that is asked for', async () => {
    const name = box.name('json');
    await box.run({ name, command: ['sleep', '1000'] });
    await start({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
    const { headers, metrics } = await nextOf(name);
    assert.equal(headers['content-type'], 'application/json');
    assert.ok(metrics.find((each) => each.name === 'container.memory.usage')!.points[0]!.value > 0);
  });

  it('are told of once when the collector does not take them', async () => {
    await box.run({ name: box.name('refused'), command: ['sleep', '1000'] });
    receiver.status = 401;
    const started = await start({});
    const { setting, message, hint } = await started.next(metricsExportFailed);
    assert.equal(setting, 'hyperbox.metrics.otlp');
    assert.match(message, /^Metrics cannot be sent: /);
    assert.match(hint, /collector/);
    receiver.status = 200;
    await nextOf(box.name('refused'));
  });

  it('are told of when no variable says where they go', async () => {
    server = await startTestServer({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: undefined } });
    const told = server.next(metricsExportFailed);
    await server.notify(settingsChanged, { ...defaultSettings, ...settings });
    const { message } = await told;
    assert.match(message, /OTEL_EXPORTER_OTLP_ENDPOINT/);
  });
});
