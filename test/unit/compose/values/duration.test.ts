import assert from 'node:assert/strict';
import {
  formatDuration,
  parseDuration,
  readDuration,
} from '../../../../server/src/compose/values/duration.ts';

describe('durations', () => {
  it('are read in Go syntax, with days and weeks', () => {
    assert.equal(parseDuration('1m30s'), 90_000);
    assert.equal(parseDuration('1.5h'), 5_400_000);
    assert.equal(parseDuration('100ms'), 100);
    assert.equal(parseDuration('1d'), 86_400_000);
    assert.equal(parseDuration('-2w'), -1_209_600_000);
    assert.equal(parseDuration('0'), 0);
  });
  it('are refused in the words of the reference', () => {
    assert.deepEqual(readDuration('10 seconds'), {
      error: 'time: unknown unit " seconds" in duration "10 seconds"',
    });
    assert.deepEqual(readDuration('soon'), { error: 'time: invalid duration "soon"' });
    assert.deepEqual(readDuration('5'), { error: 'time: missing unit in duration "5"' });
    assert.equal(parseDuration(''), undefined);
  });
  it('are printed as Go does', () => {
    const printed = [0, 100, 1500, 90_000, 3_600_000, 86_400_000, 0.5].map(formatDuration);
    assert.deepEqual(printed, ['0s', '100ms', '1.5s', '1m30s', '1h0m0s', '24h0m0s', '500µs']);
  });
});
