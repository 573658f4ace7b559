import assert from 'node:assert/strict';
import { NewestLines } from '../../../server/src/logs/newest-lines.ts';

const newest = (
  texts: readonly string[],
  { count = Infinity, characters = Infinity } = {},
): readonly [texts: readonly string[], isCut: boolean] => {
  const lines = new NewestLines({ count, characters });
  for (const text of texts) lines.push({ stream: 'stdout', time: '', timeMs: 0, text });
  return [lines.lines.map(({ text }) => text), lines.isCut];
};

describe('the newest of many lines', () => {
  it('are as many as are wanted', () => {
    assert.deepEqual(newest(['a', 'b', 'c'], { count: 2 }), [['b', 'c'], true]);
    assert.deepEqual(newest(['a', 'b'], { count: 2 }), [['a', 'b'], false]);
    assert.deepEqual(newest(['a'], { count: 0 }), [[], true]);
    assert.deepEqual(newest(['a', 'b']), [['a', 'b'], false]);
  });

  it('are no longer together than they may be, but for one', () => {
    assert.deepEqual(newest(['aaaa', 'bb', 'cc'], { characters: 5 }), [['bb', 'cc'], true]);
    assert.deepEqual(newest(['a', 'bbbbbbbb'], { characters: 5 }), [['bbbbbbbb'], true]);
    assert.deepEqual(newest(['bbbbbbbb', 'a'], { characters: 5 }), [['a'], true]);
  });
});
