import assert from 'node:assert/strict';
import { cellsOf } from '#shared/logs/cells';
import { indexOfNumber, layoutOf, rowsFor } from '../../../../webview/src/logs/model/layout.ts';
import { age, clockTime, fullTime } from '../../../../webview/src/logs/model/times.ts';
import { readable } from '../../../../webview/src/logs/model/contrast.ts';

const layout = (heights: readonly number[]) =>
  layoutOf(heights.length, (index) => heights[index] ?? 0);

describe('the layout of the list', () => {
  it('is empty without lines', () => {
    assert.equal(layout([]).total, 0);
    assert.equal(layout([]).indexAt(5), 0);
  });

  it('finds lines of several rows', () => {
    const three = layout([1, 3, 2]);
    assert.equal(three.total, 6);
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => three.offsetOf(index)),
      [0, 1, 4, 6],
    );
    assert.deepEqual(
      [0, 0.5, 1, 3.9, 4, 5, 100].map((row) => three.indexAt(row)),
      [0, 0, 1, 1, 2, 2, 2],
    );
  });

  it('finds lines by their numbers, also those that are not there any more', () => {
    const rows = [-2, 0, 1, 5].map((number) => ({ number }));
    assert.deepEqual(
      [-3, -2, -1, 1, 4, 9].map((number) => indexOfNumber(rows, number)),
      [-1, 0, 0, 2, 2, 3],
    );
  });

  it('knows that an empty line takes a row', () => {
    assert.equal(rowsFor(0, 80), 1);
    assert.equal(rowsFor(80, 80), 1);
    assert.equal(rowsFor(81, 80), 2);
  });
});

describe('the width of a text', () => {
  const widths = [
    ['plain', 5],
    ['a\tb', 9],
    ['日本', 4],
    ['🚀', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['', 0],
  ] as const;
  for (const [text, cells] of widths) {
    it(`of ${JSON.stringify(text)} is ${cells}`, () => {
      assert.equal(cellsOf(text), cells);
    });
  }
});

describe('times of lines', () => {
  it('are clock times with milliseconds', () => {
    const time = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();
    assert.equal(clockTime(time), '03:04:05.006');
    assert.equal(fullTime(time), '2026-01-02 03:04:05.006');
  });

  it('are ages in their largest unit', () => {
    const ages = [0, 999, 1000, 59_999, 60_000, 7_200_000, 86_400_000 * 3, -5].map((passed) =>
      age(0, passed),
    );
    assert.deepEqual(ages, ['now', 'now', '1s', '59s', '1m', '2h', '3d', 'now']);
  });
});

describe('a colour that a program chose', () => {
  it('stays when it can be read', () => {
    assert.equal(readable('#ffff00', '#1f1f1f'), '#ffff00');
  });

  it('is moved until it can be read', () => {
    assert.match(readable('#ffff00', '#ffffff'), /^rgb\(\d+, \d+, 0\)$/);
    assert.notEqual(readable('#000040', '#1f1f1f'), '#000040');
  });

  it('stays when the theme says nothing we know', () => {
    assert.equal(readable('#ffff00', 'canvas'), '#ffff00');
  });
});
