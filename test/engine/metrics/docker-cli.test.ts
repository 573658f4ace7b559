import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { metricsClose, metricsOpen, metricsSampled } from '#shared/protocol/metrics';
import { openBox, type Box } from '../../support/box.ts';
import { testEndpoint } from '../../support/engine.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

const run = promisify(execFile);

/** Its answer, a line of JSON for each thing. */
const docker = async (...words: readonly string[]): Promise<readonly Record<string, string>[]> => {
  const parameters = ['--host', testEndpoint.address, ...words, '--format', '{{json .}}'];
  const { stdout } = await run('docker', parameters);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, string>);
};

const units: Readonly<Record<string, number>> = {
  ...{ B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
  ...{ KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 },
};

/** "23.4MiB", "12MB (30%)". */
const bytesOf = (text = ''): number => {
  const [, number, unit = ''] = /^\s*([\d.]+)(\w+)/.exec(text) ?? [];
  return Number(number) * (units[unit] ?? NaN);
};

const isNear = (ours: number, theirs: number, tolerance: number): boolean =>
  Math.abs(ours - theirs) <= tolerance;

describe('beside the docker command, metrics', () => {
  let box: Box;
  /** What `before` has opened. */
  const opened: { dispose(): Promise<void> }[] = [];
  let server: TestServer;
  before(async function () {
    const found = await docker('version').catch(() => undefined);
    if (found === undefined) {
      console.warn('    (skipped: there is no docker command to compare with)');
      this.skip();
    }
    box = await openBox('beside');
    opened.push(box);
    server = await startTestServer();
    opened.push(server);
    await engineReady(server);
  });
  after(async () => {
    for (const each of opened.toReversed()) await each.dispose();
  });

  it('are what docker stats says', async () => {
    const containerId = await box.run({
      command: [
        ...['sh', '-c'],
        // Memory of its own, page cache, four processes, and a fifth of a processor.
        "held=$(head -c 8000000 /dev/zero | tr '\\0' x); head -c 12000000 /dev/zero > /tmp/f; " +
          'cat /tmp/f /tmp/f > /dev/null; sleep 1000 & sleep 1000 & sleep 1000 & ' +
          'while true; do :; done',
      ],
      resources: { nanoCpus: 200_000_000, memoryBytes: 128 * 1024 * 1024 },
    });
    const target = { kind: 'container' as const, containerId };
    const { streamId } = await server.request(metricsOpen, { target });
    const settled = server.next(metricsSampled, ({ series }) =>
      series.some(({ samples }) => (samples.at(-1)?.processes ?? 0) >= 4),
    );
    await settled;
    let ours = 0;
    let readings = 0;
    let memoryBytes = 0;
    let processes = 0;
    const listening = server.on(metricsSampled, ({ series }) => {
      for (const sample of series.flatMap(({ samples }) => samples)) {
        ours += sample.cpuCores;
        readings += 1;
        memoryBytes = sample.memoryBytes;
        ({ processes } = sample);
        assert.equal(sample.memoryLimitBytes, 128 * 1024 * 1024);
        assert.ok((sample.cacheBytes ?? 0) > 5_000_000, String(sample.cacheBytes));
      }
    });
    const theirs: number[] = [];
    let last: Record<string, string> | undefined;
    for (let round = 0; round < 3; round += 1) {
      [last] = await docker('stats', '--no-stream', containerId);
      theirs.push(parseFloat(last?.['CPUPerc'] ?? '') / 100);
    }
    listening.dispose();
    await server.request(metricsClose, { streamId });
    const mean = theirs.reduce((sum, value) => sum + value, 0) / theirs.length;
    assert.ok(isNear(ours / readings, mean, 0.05), `${ours / readings} cores, ${mean} there`);
    const memory = bytesOf(last?.['MemUsage']);
    assert.ok(isNear(memoryBytes, memory, 500_000), `${memoryBytes} bytes, ${memory} there`);
    assert.equal(String(processes), last?.['PIDs']);
  }).timeout(40_000);

  it('of the disk are what docker system df says', async () => {
    const read = async () => {
      const usage = await box.engine.diskUsage();
      const table = new Map((await docker('system', 'df')).map((row) => [row['Type'], row]));
      return { usage, table };
    };
    const rows = [
      ['images', 'Images'],
      ['containers', 'Containers'],
      ['volumes', 'Local Volumes'],
      ['buildCache', 'Build Cache'],
    ] as const;
    const differences = async (): Promise<readonly string[]> => {
      const { usage, table } = await read();
      return rows.flatMap(([kind, type]) => {
        const theirs = table.get(type);
        const { count, bytes, reclaimableBytes } = usage[kind];
        const pairs = [
          [count, Number(theirs?.['TotalCount'])],
          [bytes, bytesOf(theirs?.['Size'])],
          [reclaimableBytes, bytesOf(theirs?.['Reclaimable'])],
        ] as const;
        // It says four digits.
        return pairs
          .filter(([our, their]) => !isNear(our, their, Math.max(1, their * 0.001)))
          .map(([our, their]) => `${kind}: ${our}, ${their} there`);
      });
    };
    // Others use the engine too: what differs may have changed in between.
    let found = await differences();
    for (let round = 0; round < 4 && found.length > 0; round += 1) found = await differences();
    assert.deepEqual(found, []);
  }).timeout(40_000);
});
