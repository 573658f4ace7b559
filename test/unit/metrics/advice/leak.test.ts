import assert from 'node:assert/strict';
import type { MetricsSample } from '#shared/protocol/metrics';
import { advised, container, drawn, mebibyte, minuteMs } from './series.ts';

const limit = 512 * mebibyte;
const leaks = (samples: readonly MetricsSample[], startedAtMs = 0): string | undefined =>
  advised([
    container(samples, { startedAtMs, facts: { restarts: 0, memoryLimitBytes: limit } }),
  ]).find(({ key }) => key.startsWith('leak'))?.message;

/** The same each time, and as uneven as what a real process has. */
const noise = (second: number): number => ((second * 7919) % 13) / 13 - 0.5;

describe('The hint that memory leaks', () => {
  it('says when the limit will be reached', () => {
    const steady = drawn(600, (second) => ({
      memoryBytes: (100 + (second / 60) * 10 + noise(second) * 4) * mebibyte,
    }));
    // 200 MiB after ten minutes: 312 MiB are left, at 10 MiB a minute.
    assert.match(leaks(steady) ?? '', /api grows 10 MiB a minute .* 512 MiB .* in 3[0-3] minutes/);
  });

  it('sees a leak below garbage that is collected', () => {
    const saw = drawn(600, (second) => ({
      memoryBytes: (100 + (second / 60) * 10 + (second % 10) * 6) * mebibyte,
    }));
    assert.match(leaks(saw) ?? '', /api grows (9\.\d|10) MiB a minute/);
  });

  it('takes no sawtooth for one, be its teeth short or long', () => {
    for (const period of [8, 30, 90, 200]) {
      const saw = drawn(600, (second) => ({
        memoryBytes: (100 + ((second % period) / period) * 150) * mebibyte,
      }));
      assert.equal(leaks(saw), undefined, `every ${String(period)} s`);
    }
  });

  it('takes no warm-up for one', () => {
    const filling = drawn(600, (second) => ({
      memoryBytes: (100 + 250 * (1 - Math.exp(-second / 120))) * mebibyte,
    }));
    assert.equal(leaks(filling), undefined);
    const jump = drawn(600, (second) => ({ memoryBytes: (second < 90 ? 100 : 300) * mebibyte }));
    assert.equal(leaks(jump), undefined);
    const young = drawn(300, (second) => ({ memoryBytes: (100 + second / 3) * mebibyte }));
    assert.equal(leaks(young), undefined);
  });

  it('takes no noise, no rest, and no slow growth for one', () => {
    assert.equal(leaks(drawn(600, () => ({ memoryBytes: 300 * mebibyte }))), undefined);
    assert.equal(
      leaks(drawn(600, (second) => ({ memoryBytes: (300 + noise(second) * 80) * mebibyte }))),
      undefined,
    );
    assert.equal(
      leaks(drawn(600, (second) => ({ memoryBytes: (100 + second / 60) * mebibyte }))),
      undefined,
    );
  });

  it('begins anew with a restart', () => {
    const restarted = drawn(600, (second) => ({
      memoryBytes: (100 + (second / 60) * 20) * mebibyte,
    }));
    assert.ok(leaks(restarted) !== undefined);
    assert.equal(leaks(restarted, 6 * minuteMs), undefined);
  });
});
