import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findCgroupRoot,
  findPressureFiles,
  parseCgroupPath,
} from '../../../../server/src/metrics/pressure/cgroup.ts';
import { levelOf, PressureGauge } from '../../../../server/src/metrics/pressure/gauge.ts';

const line = (kind: string, avg10: number): string =>
  `${kind} avg10=${avg10.toFixed(2)} avg60=0.00 avg300=0.00 total=1\n`;

describe('A gauge of pressure', () => {
  let folder: string;
  const paths = () => ({
    cpu: join(folder, 'cpu.pressure'),
    memory: join(folder, 'memory.pressure'),
    io: join(folder, 'io.pressure'),
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-pressure-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says level and trend of each kind', async () => {
    const { cpu, memory, io } = paths();
    await writeFile(cpu, line('some', 20));
    await writeFile(memory, line('some', 50) + line('full', 30));
    await writeFile(io, line('some', 0) + line('full', 0));
    const pressure = new PressureGauge(paths()).read(7);
    assert.deepEqual(pressure, {
      kind: 'available',
      timeMs: 7,
      readings: {
        cpu: { some: 20, trend: 'stable', level: 'warning' },
        memory: { some: 50, full: 30, trend: 'stable', level: 'critical' },
        io: { some: 0, full: 0, trend: 'stable', level: 'normal' },
      },
    });
    assert.equal(levelOf(19.99), 'normal');
    assert.equal(levelOf(49.99), 'warning');
  });

  it('says why there is nothing to read', () => {
    const pressure = new PressureGauge(paths()).read(0);
    assert.ok(pressure.kind === 'unavailable');
    assert.match(pressure.reason, /CONFIG_PSI/);
  });

  it('of a container is found by its first process, in cgroup v2 alone or beside v1', async () => {
    const id = 'c0ffee';
    const root = join(folder, 'unified');
    const self = join(folder, 'proc', 'self');
    await mkdir(self, { recursive: true });
    await writeFile(
      join(self, 'mountinfo'),
      '25 31 0:5 / /proc rw,relatime - proc proc rw\n' +
        '33 31 0:39 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n' +
        `41 31 0:38 / ${root} rw,relatime shared:3 - cgroup2 cgroup2 rw\n`,
    );
    await mkdir(join(folder, 'proc', '42'));
    await writeFile(
      join(folder, 'proc', '42', 'cgroup'),
      `9:memory:/docker/${id}\n0::/system.slice/docker-${id}.scope\n`,
    );
    const find = (container: { readonly id: string; readonly pid: number }) =>
      findPressureFiles(container, join(folder, 'proc'));
    assert.deepEqual(await find({ id, pid: 42 }), {
      cpu: join(root, `system.slice/docker-${id}.scope/cpu.pressure`),
      memory: join(root, `system.slice/docker-${id}.scope/memory.pressure`),
      io: join(root, `system.slice/docker-${id}.scope/io.pressure`),
    });
    // Another machine's process, which has this number here too; and one that has ended.
    assert.equal(await find({ id: 'decade', pid: 42 }), undefined);
    assert.equal(await find({ id, pid: 43 }), undefined);
  });

  it('finds no cgroup v2 where there is none', () => {
    assert.equal(
      findCgroupRoot('33 31 0:39 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw'),
      undefined,
    );
    assert.equal(parseCgroupPath('9:memory:/docker/abc\n'), undefined);
  });
});
