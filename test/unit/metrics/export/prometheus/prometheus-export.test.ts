import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { MetricsExportFailure } from '#shared/protocol/metrics';
import { systemClock, type Clock } from '../../../../../server/src/base/clock.ts';
import { silentLog } from '../../../../../server/src/base/log.ts';
import { PrometheusExport } from '../../../../../server/src/metrics/export/prometheus/prometheus-export.ts';
import { defer } from '../../../../support/defer.ts';
import { aReading } from '../a-reading.ts';

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
}

const ask = async (
  port: number,
  { method = 'GET', path = '/metrics', host }: Asked = {},
): Promise<{ readonly answer: IncomingMessage; readonly body: string }> => {
  const headers = host === undefined ? {} : { Host: host };
  const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return { answer, body: await text(answer) };
};

/** Waiting for a port costs no time. */
const eager: Clock = {
  now: () => Date.now(),
  sleep: (_ms, signal) => systemClock.sleep(5, signal),
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

describe('the endpoint for Prometheus', () => {
  const opened: PrometheusExport[] = [];
  const leases: number[] = [];
  const failures: MetricsExportFailure[] = [];
  let port = 0;

  /** Resolves when it listens, or has said why it does not. */
  const open = async (): Promise<PrometheusExport> => {
    const settled = defer<undefined>();
    const made = new PrometheusExport({
      port,
      clock: eager,
      log: {
        ...silentLog,
        info: () => {
          settled.resolve(undefined);
        },
      },
      scrape: (leaseMs) => {
        leases.push(leaseMs);
        return Promise.resolve({ containers: [aReading()], host: {} });
      },
      reloads: () => [{ project: 'shop', service: 'web', outcome: 'done', seconds: 1 }],
      onFailure: (failure) => {
        failures.push(failure);
        settled.resolve(undefined);
      },
    });
    opened.push(made);
    await settled.promise;
    return made;
  };

  beforeEach(async () => {
    port = await freePort();
    leases.length = 0;
    failures.length = 0;
  });
  afterEach(() => {
    for (const each of opened.splice(0)) each.dispose();
  });

  it('answers scrapers of this machine', async () => {
    const made = await open();
    made.count({ project: 'shop', service: 'web', outcome: 'failed' });
    const { answer, body } = await ask(port);
    assert.equal(answer.statusCode, 200);
    assert.match(answer.headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(body, /^container_memory_working_set_bytes\{.*\} 30000000$/m);
    assert.match(body, /^hyperbox_reloads_total\{.*outcome="done"\} 1$/m);
    assert.match(body, /^hyperbox_reloads_total\{.*outcome="failed"\} 1$/m);
    for (const host of [`localhost:${String(port)}`, `[::1]:${String(port)}`, 'LOCALHOST']) {
      assert.equal((await ask(port, { host })).answer.statusCode, 200, host);
    }
  });

  it('reads longer than the first interval, which it does not know yet, and then as long as that', async () => {
    await open();
    await ask(port);
    await ask(port);
    assert.ok(leases[0]! > 120_000);
    assert.ok(leases[1]! < leases[0]!);
  });

  it('asks for nothing to answer HEAD', async () => {
    await open();
    const { answer, body } = await ask(port, { method: 'HEAD' });
    assert.equal(answer.statusCode, 200);
    assert.equal(body, '');
    assert.deepEqual(leases, []);
  });

  it('tells nothing to pages of the web, whatever their names resolve to', async () => {
    await open();
    for (const host of ['evil.example', `evil.example:${String(port)}`, 'localhost.evil.example']) {
      const { answer, body } = await ask(port, { host });
      assert.equal(answer.statusCode, 403, host);
      assert.doesNotMatch(body, /container_/);
    }
    const { answer } = await ask(port);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.deepEqual(leases.length, 1);
  });

  it('is read only, at one place', async () => {
    await open();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { answer } = await ask(port, { method });
      assert.equal(answer.statusCode, 405, method);
      assert.equal(answer.headers.allow, 'GET, HEAD');
    }
    assert.equal((await ask(port, { path: '/' })).answer.statusCode, 404);
    assert.equal((await ask(port, { path: '/metrics?a=b' })).answer.statusCode, 200);
  });

  it('is not reached from other interfaces', async () => {
    await open();
    const socket = connect({ host: '127.0.0.2', port });
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
  });

  it('says once that another program has the port, and takes it when it is free', async () => {
    const stranger = createServer((_request, response) => response.end('mine')).listen(
      port,
      '127.0.0.1',
    );
    await once(stranger, 'listening');
    await open();
    assert.equal(failures.length, 1);
    assert.match(failures[0]!.message, new RegExp(`port ${String(port)}: another program has it`));
    stranger.close();
    stranger.closeAllConnections();
    await once(stranger, 'close');
    let status: number | undefined;
    while (status !== 200) {
      status = await ask(port).then(
        ({ answer }) => answer.statusCode,
        () => undefined,
      );
    }
    assert.equal(failures.length, 1);
  });

  it('leaves the port to another window without a word, until that is closed', async () => {
    const first = await open();
    const second = new PrometheusExport({
      port,
      clock: eager,
      log: silentLog,
      scrape: () => Promise.resolve({ containers: [], host: { cpus: 77 } }),
      reloads: () => [],
      onFailure: (failure) => failures.push(failure),
    });
    opened.push(second);
    assert.doesNotMatch((await ask(port)).body, /machine_cpu_cores 77/);
    first.dispose();
    let body = '';
    while (!body.includes('machine_cpu_cores 77')) {
      body = await ask(port).then(
        (answered) => answered.body,
        () => '',
      );
    }
    assert.deepEqual(failures, []);
  });
});
