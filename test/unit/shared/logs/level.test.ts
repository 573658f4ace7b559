import assert from 'node:assert/strict';
import { levelOf } from '#shared/logs/level';
import { levelLess, levelLines } from './level-lines.ts';
import { cpuMsOf } from '../../../support/cpu-time.ts';

describe('the level of a line', () => {
  for (const [program, lines] of Object.entries(levelLines)) {
    it(`is understood as ${program} print it`, () => {
      const wrong = lines
        .filter(([level, line]) => levelOf(line) !== level)
        .map(([level, line]) => `${level}, not ${levelOf(line)}: ${line.slice(0, 100)}`);
      assert.deepEqual(wrong, []);
    });
  }

  it('is not read into sentences, requests and code', () => {
    assert.deepEqual(
      levelLess
        .filter((line) => levelOf(line) !== 'none')
        .map((line) => `${levelOf(line)}: ${line}`),
      [],
    );
  });

  it('costs no more for a line of 10 MB, nor for one that is made to be slow', () => {
    const hostile = [
      `{"a":"${'x'.repeat(10_000_000)}`,
      '{'.repeat(10_000_000),
      '{"a":'.repeat(2_000_000),
      '\\"'.repeat(5_000_000),
      `{"${'\\'.repeat(10_000_000)}`,
      '['.repeat(10_000_000),
      'a.'.repeat(5_000_000),
      'a='.repeat(5_000_000),
      '1 '.repeat(5_000_000),
      ' '.repeat(10_000_000),
      '\u001b['.repeat(5_000_000),
    ];
    for (const line of hostile) {
      const ms = cpuMsOf(() => {
        for (let count = 0; count < 20; count++) levelOf(line);
      });
      assert.ok(ms < 1000, line.slice(0, 10));
    }
  });
});
