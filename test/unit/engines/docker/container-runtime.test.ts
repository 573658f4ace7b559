import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import {
  countCpus,
  normalizeRuntime,
  runtimeRecord,
} from '../../../../server/src/engines/docker/container-runtime.ts';

const runtimeOf = (HostConfig: unknown) =>
  normalizeRuntime(z.parse(runtimeRecord, { RestartCount: 2, HostConfig }));

describe('What a container may use', () => {
  it('is the least of what its limits say', () => {
    assert.equal(runtimeOf({ NanoCpus: 1_500_000_000 }).cpuLimitCores, 1.5);
    assert.equal(runtimeOf({ CpuQuota: 50_000, CpuPeriod: 25_000 }).cpuLimitCores, 2);
    assert.equal(runtimeOf({ CpuQuota: 50_000, CpuPeriod: 0 }).cpuLimitCores, 0.5);
    assert.equal(runtimeOf({ NanoCpus: 3e9, CpusetCpus: '0,1' }).cpuLimitCores, 2);
    assert.equal(runtimeOf({ Memory: 1024 }).memoryLimitBytes, 1024);
  });

  it('is nothing where there is no limit', () => {
    assert.deepEqual(runtimeOf({ NanoCpus: 0, CpuQuota: -1, Memory: 0 }), { restartCount: 2 });
    assert.deepEqual(runtimeOf(null), { restartCount: 2 });
  });

  it('counts the processors of a list', () => {
    assert.equal(countCpus('0-2,4'), 4);
    assert.equal(countCpus('3'), 1);
    assert.equal(countCpus(''), 0);
  });
});
