import assert from 'node:assert/strict';
import type { StatsRecord } from '../../../server/src/engines/contract.ts';
import { sampleOf } from '../../../server/src/metrics/sample.ts';

const record = (changes: Partial<StatsRecord>): StatsRecord => ({
  timeMs: 1000,
  cpuTotalNs: 0,
  onlineCpus: 2,
  memoryBytes: 10,
  memoryLimitBytes: 100,
  networkReceivedBytes: 0,
  networkSentBytes: 0,
  diskReadBytes: 0,
  diskWrittenBytes: 0,
  processes: 1,
  ...changes,
});

describe('a reading', () => {
  it('is the difference of two totals a second', () => {
    const sample = sampleOf(
      record({}),
      record({ timeMs: 3000, cpuTotalNs: 3e9, networkSentBytes: 500, memoryBytes: 20 }),
    );
    assert.equal(sample?.cpuCores, 1.5);
    assert.equal(sample.networkSentBytesPerSecond, 250);
    assert.equal(sample.memoryBytes, 20);
    assert.equal(sample.timeMs, 3000);
  });

  it('is not made when the totals went back or no time has passed', () => {
    assert.equal(sampleOf(record({ cpuTotalNs: 5 }), record({ timeMs: 2000 })), undefined);
    assert.equal(sampleOf(record({}), record({})), undefined);
  });
});
