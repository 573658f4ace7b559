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

  it('says which share of its time a container was held back by its limit', () => {
    const held = (before: number, periods: number, throttled: number): number | undefined =>
      sampleOf(
        record({ cpuPeriods: before, cpuThrottledPeriods: 0 }),
        record({ timeMs: 2000, cpuPeriods: periods, cpuThrottledPeriods: throttled }),
      )?.cpuThrottled;
    assert.equal(held(10, 20, 4), 0.4);
    assert.equal(held(10, 10, 0), 0);
    assert.equal(sampleOf(record({}), record({ timeMs: 2000 }))?.cpuThrottled, undefined);
  });

  it('is not made when the totals went back or no time has passed', () => {
    assert.equal(sampleOf(record({ cpuTotalNs: 5 }), record({ timeMs: 2000 })), undefined);
    assert.equal(sampleOf(record({}), record({})), undefined);
  });
});
