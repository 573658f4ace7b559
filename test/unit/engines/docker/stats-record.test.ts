import assert from 'node:assert/strict';
import { normalizeStats, parseStats } from '../../../../server/src/engines/docker/stats-record.ts';

const read = '2026-01-02T03:04:05.678901234Z';
const memoryOf = (memory: unknown): number | undefined => {
  const record = parseStats({ read, memory_stats: memory });
  return record && normalizeStats(record)?.memoryBytes;
};

describe('Readings of usage', () => {
  it('leave the page cache out of the working set, for cgroup v1 and v2', () => {
    const v1 = { usage: 100, limit: 500, stats: { total_inactive_file: 30, inactive_file: 10 } };
    assert.equal(memoryOf(v1), 70);
    assert.equal(memoryOf({ usage: 100, limit: 500, stats: { inactive_file: 10 } }), 90);
    assert.equal(memoryOf({ usage: 100, limit: 500 }), 100);
    assert.equal(memoryOf({ privateworkingset: 50 }), 50);
  });

  it('add up interfaces and block devices, whatever the case of the words', () => {
    const record = parseStats({
      read,
      networks: { a: { rx_bytes: 1, tx_bytes: 2 }, b: { rx_bytes: 10, tx_bytes: 20 } },
      blkio_stats: {
        io_service_bytes_recursive: [
          { op: 'Read', value: 5 },
          { op: 'read', value: 6 },
          { op: 'Write', value: 7 },
          { op: 'Total', value: 100 },
        ],
      },
      cpu_stats: { cpu_usage: { total_usage: 9 }, online_cpus: 2 },
      pids_stats: { current: 3 },
    });
    assert.deepEqual(record && normalizeStats(record), {
      timeMs: Date.parse('2026-01-02T03:04:05.678Z'),
      cpuTotalNs: 9,
      onlineCpus: 2,
      memoryBytes: 0,
      memoryLimitBytes: 0,
      networkReceivedBytes: 11,
      networkSentBytes: 22,
      interfaces: [
        { name: 'a', receivedBytes: 1, sentBytes: 2 },
        { name: 'b', receivedBytes: 10, sentBytes: 20 },
      ],
      diskReadBytes: 11,
      diskWrittenBytes: 7,
      processes: 3,
      cacheBytes: 0,
    });
  });

  it('tell block devices apart by their numbers', () => {
    const entry = (minor: number, op: string, value: number) => ({ major: 8, minor, op, value });
    const record = parseStats({
      read,
      blkio_stats: {
        io_service_bytes_recursive: [
          ...[entry(0, 'Read', 5), entry(0, 'Write', 6), entry(0, 'Total', 11)],
          ...[entry(16, 'read', 7), entry(16, 'write', 8)],
        ],
      },
    });
    const stats = record && normalizeStats(record);
    assert.deepEqual(stats?.devices, [
      { device: '8:0', readBytes: 5, writtenBytes: 6 },
      { device: '8:16', readBytes: 7, writtenBytes: 8 },
    ]);
    assert.deepEqual([stats.diskReadBytes, stats.diskWrittenBytes], [12, 14]);
  });

  it('take no sum for an interface: of older versions of Podman, and where there is none', () => {
    const bytes = { rx_bytes: 1, tx_bytes: 2 };
    for (const networks of [{ network: bytes }, { ['f'.repeat(64)]: bytes }, {}, undefined]) {
      const record = parseStats({ read, networks });
      const stats = record && normalizeStats(record);
      assert.ok(stats !== undefined && stats.interfaces === undefined);
    }
  });

  it('say what cache is left out, and how often a CPU limit held the container back', () => {
    const record = parseStats({
      read,
      memory_stats: { usage: 100, limit: 500, stats: { total_inactive_file: 30 } },
      cpu_stats: { throttling_data: { periods: 12, throttled_periods: 10, throttled_time: 1 } },
    });
    const stats = record && normalizeStats(record);
    assert.equal(stats?.cacheBytes, 30);
    assert.equal(stats.cpuPeriods, 12);
    assert.equal(stats.cpuThrottledPeriods, 10);
  });

  it('say all page cache, for cgroup v1 and v2', () => {
    const cacheOf = (stats: Readonly<Record<string, number>>): number | undefined => {
      const record = parseStats({ read, memory_stats: { usage: 100, limit: 500, stats } });
      return record && normalizeStats(record)?.pageCacheBytes;
    };
    assert.equal(cacheOf({ total_cache: 60, cache: 40 }), 60);
    assert.equal(cacheOf({ cache: 40 }), 40);
    assert.equal(cacheOf({ file: 50 }), 50);
    assert.equal(cacheOf({}), undefined);
  });

  it('of Windows count time in units of 100 ns and have the working set itself', () => {
    const record = parseStats({
      read,
      num_procs: 4,
      cpu_stats: { cpu_usage: { total_usage: 5 } },
      memory_stats: { commitbytes: 90, privateworkingset: 70 },
      storage_stats: { read_size_bytes: 8, write_size_bytes: 9 },
    });
    const stats = record && normalizeStats(record);
    assert.equal(stats?.cpuTotalNs, 500);
    assert.equal(stats.memoryBytes, 70);
    assert.equal(stats.diskReadBytes, 8);
    assert.equal(stats.processes, 4);
  });

  it('are nothing for a container that does not run', () => {
    const record = parseStats({ read: '0001-01-01T00:00:00Z' });
    assert.equal(record && normalizeStats(record), undefined);
  });
});
