import assert from 'node:assert/strict';
import { Trend, type TrendWord } from '../../../../server/src/metrics/pressure/trend.ts';

/** Readings every two seconds. */
const words = (values: readonly number[]): readonly TrendWord[] => {
  const trend = new Trend();
  return values.map((value, index) => trend.add({ timeMs: index * 2000, value }));
};

describe('The trend of a pressure', () => {
  it('is stable until there is something to say', () => {
    assert.deepEqual(words([0, 10, 20]), ['stable', 'stable', 'stable']);
    assert.deepEqual(new Set(words(Array.from({ length: 30 }, () => 25))), new Set(['stable']));
  });

  it('degrades while it rises and improves while it falls', () => {
    const rising = Array.from({ length: 10 }, (_, index) => index * 3);
    assert.equal(words(rising).at(-1), 'degrading');
    assert.equal(words(rising.toReversed()).at(-1), 'improving');
  });

  it('does not follow what only goes up and down', () => {
    const noise = Array.from({ length: 60 }, (_, index) => 30 + (index % 3) - 1);
    assert.deepEqual(new Set(words(noise)), new Set(['stable']));
  });

  it('keeps to its word while it goes on more slowly, and then lets go', () => {
    const rising = Array.from({ length: 10 }, (_, index) => index);
    const slower = Array.from({ length: 10 }, (_, index) => 9 + index * 0.3);
    const flat = Array.from({ length: 12 }, () => 12);
    const said = words([...rising, ...slower, ...flat]);
    assert.equal(said[19], 'degrading');
    assert.equal(said.at(-1), 'stable');
    // It did not change its mind in between.
    assert.equal(said.filter((word, index) => word !== said[index - 1]).length, 3);
  });
});
