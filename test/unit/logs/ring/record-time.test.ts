import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nanosOf, timeOf } from '../../../../server/src/logs/ring/record-time.ts';
import { randomNumbers } from './random-lines.ts';

describe('the time of a record', () => {
  it('is given back letter for letter where numbers can hold it', () => {
    const random = randomNumbers(3);
    const digits = (length: number): string =>
      Array.from({ length }, () => String(random(10))).join('');
    for (let n = 0; n < 2000; n++) {
      const second = new Date(random(4e9) * 1000 - 1e12).toISOString().slice(0, 19);
      const time = `${second}.${digits(9)}Z`;
      const timeMs = Date.parse(time);
      const nanos = nanosOf(time, timeMs);
      assert.ok(nanos !== undefined);
      assert.equal(timeOf(timeMs, nanos), time);
    }
  });

  it('is kept as text where they cannot', () => {
    const time = '2026-03-01T10:20:30.123456789Z';
    const timeMs = Date.parse(time);
    assert.equal(nanosOf(time, timeMs), 456_789);
    for (const [text, ms] of [
      [time, timeMs + 1],
      [time, timeMs + 1000],
      [time, NaN],
      [time, Infinity],
      [time, 1e300],
      [time, timeMs + 0.5],
      ['2026-03-01T10:20:30.12345678Z', timeMs],
      ['2026-03-01T10:20:30.1234567x9Z', timeMs],
      ['2026-03-01T10:20:30.123456789+', timeMs],
      ['2026-03-01 10:20:30.123456789Z', timeMs],
      ['', 0],
    ] as const) {
      assert.equal(nanosOf(text, ms), undefined, `${text} at ${ms}`);
    }
  });
});
