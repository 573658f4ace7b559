import assert from 'node:assert/strict';
import { formatDuration, formatTimeOfDay } from '../../../../client/src/format/duration.ts';

describe('formatDuration', () => {
  for (const [ms, text] of [
    [0.4, '0 ms'],
    [412.3, '412 ms'],
    [1000, '1.0 s'],
    [4249, '4.2 s'],
    [9960, '10 s'],
    [12_400, '12 s'],
    [125_000, '2 min 5 s'],
  ] as const) {
    it(`says ${text} of ${String(ms)}`, () => {
      assert.equal(formatDuration(ms), text);
    });
  }
});

describe('formatTimeOfDay', () => {
  it('counts the hours to 24', () => {
    assert.equal(formatTimeOfDay(new Date(2026, 10, 21, 14, 3, 22).getTime()), '14:03:22');
  });
});
