import assert from 'node:assert/strict';
import {
  formatBytes,
  formatCores,
  formatPercent,
  formatRate,
} from '../../../../webview/src/metrics/model/format.ts';
import { ceiling, ticks } from '../../../../webview/src/metrics/model/scale.ts';

const table = (format: (value: number) => string, rows: readonly (readonly [number, string])[]) => {
  for (const [value, text] of rows) {
    it(`${value} is ${text}`, () => {
      assert.equal(format(value), text);
    });
  }
};

describe('memory', () => {
  table(formatBytes, [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1024 * 1024 - 1, '1 MiB'],
    [50.55 * 1024 * 1024, '50.5 MiB'],
    [2 * 1024 ** 3, '2 GiB'],
    [-1, '0 B'],
  ]);
});

describe('rates', () => {
  table(formatRate, [
    [0, '0 B/s'],
    [999, '999 B/s'],
    [1234, '1.23 kB/s'],
    [999_999, '1 MB/s'],
  ]);
});

describe('cores', () => {
  table(formatCores, [
    [0, '0.00'],
    [0.004, '<0.01'],
    [0.25, '0.25'],
    [12.34, '12.3'],
  ]);
});

describe('parts', () => {
  table(formatPercent, [
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.031, '3.1%'],
    [0.425, '43%'],
    [1, '100%'],
  ]);
});

describe('the end of an axis', () => {
  it('is round, above the values, and never too small', () => {
    assert.equal(ceiling(0, { base: 10, least: 0.1 }), 0.1);
    assert.equal(ceiling(0.9, { base: 10, least: 0.1 }), 1);
    assert.equal(ceiling(97_000, { base: 10, least: 1000 }), 150_000);
    assert.equal(ceiling(60 * 2 ** 20, { base: 2, least: 16 * 2 ** 20 }), 64 * 2 ** 20);
  });

  it('leaves out labels that have no room', () => {
    assert.deepEqual(ticks(0, 10), [0, 5, 10]);
    assert.deepEqual(ticks(-10, 10), [-10, -5, 0, 5, 10]);
    assert.deepEqual(ticks(-100, 20), [-100, -50, 0, 20]);
    assert.deepEqual(ticks(-100, 5), [-100, -50, 0]);
  });
});
