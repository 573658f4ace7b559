import assert from 'node:assert/strict';
import type { LogLine } from '#shared/protocol/logs';
import { ShownLines } from '../../../../client/src/logs/shown-lines.ts';

const line = (timeMs: number, text: string, at?: string): LogLine => ({
  ...{ seq: 0, timeMs, source: 'web', stream: 'stdout', text },
  ...(at !== undefined && { at }),
});
const texts = (lines: readonly LogLine[]): string[] => lines.map(({ text }) => text);

describe('a log that is looked at again', () => {
  it('goes on where it was left off, with no line twice and none missing', () => {
    const shown = new ShownLines();
    assert.equal(shown.sinceMs, undefined);
    assert.deepEqual(texts(shown.take([line(1, 'a'), line(2, 'b'), line(2, 'c')])), [
      'a',
      'b',
      'c',
    ]);
    assert.equal(shown.sinceMs, 2);
    const again = [line(2, 'b'), line(2, 'c'), line(2, 'd'), line(3, 'e')];
    assert.deepEqual(texts(shown.take(again)), ['d', 'e']);
    assert.equal(shown.sinceMs, 3);
  });

  it('tells lines apart that are the same but for their places', () => {
    const shown = new ShownLines();
    assert.deepEqual(texts(shown.take([line(1, 'x', '1'), line(1, 'x', '2')])), ['x', 'x']);
    assert.deepEqual(texts(shown.take([line(1, 'x', '2'), line(1, 'x', '3')])), ['x']);
  });

  it('takes a late line of an earlier time', () => {
    const shown = new ShownLines();
    shown.take([line(5, 'a')]);
    assert.deepEqual(texts(shown.take([line(3, 'late')])), ['late']);
    assert.equal(shown.sinceMs, 5);
  });
});
