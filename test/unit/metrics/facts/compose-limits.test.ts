import assert from 'node:assert/strict';
import type { ComposeModel } from '../../../../server/src/compose/model.ts';
import { limitsOf } from '../../../../server/src/metrics/facts/compose-limits.ts';

describe('Limits of compose files', () => {
  it('are those of deploy.resources, or the older fields', () => {
    const model = {
      services: {
        api: { deploy: { resources: { limits: { cpus: '0.5', memory: '64M' } } } },
        old: { cpus: 2, mem_limit: '1g' },
        free: {},
      },
    } as unknown as ComposeModel;
    assert.deepEqual(Object.fromEntries(limitsOf(model)), {
      api: { cpuLimitCores: 0.5, memoryLimitBytes: 64 * 1024 ** 2 },
      old: { cpuLimitCores: 2, memoryLimitBytes: 1024 ** 3 },
      free: {},
    });
  });
});
