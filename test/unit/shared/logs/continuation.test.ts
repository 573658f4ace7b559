import assert from 'node:assert/strict';
import { isContinuation } from '#shared/logs/continuation';
import { separate, traces } from './traces.ts';
import { cpuMsOf } from '../../../support/cpu-time.ts';

/** The lines that would begin something new, as the ring and the page ask for them. */
const beginnings = (lines: readonly string[]): readonly string[] => {
  let previous: string | undefined;
  return lines.filter((line) => {
    const continues = isContinuation(line, previous);
    if (line.trim() !== '') previous = line;
    return !continues;
  });
};

describe('a stack trace', () => {
  for (const [what, trace] of Object.entries(traces)) {
    it(`is one thing: ${what}`, () => {
      const lines = trace.split('\n');
      assert.deepEqual(beginnings(lines), lines.slice(0, 1));
    });
  }

  it('ends where another begins', () => {
    for (const [what, trace] of Object.entries(traces)) {
      const next = '2024-01-02 15:04:06 INFO next';
      const lines = [...trace.split('\n'), next];
      assert.equal(beginnings(lines).at(-1), next, what);
    }
  });

  for (const [previous, text] of separate) {
    it(`does not begin with "${previous.trim()}" and go on with "${text.trim()}"`, () => {
      assert.equal(isContinuation(text, previous), false);
    });
  }

  it('is known by its frames alone where nothing is known of the line before', () => {
    for (const line of [
      '    at f (/app/x.js:1:2)',
      '\t... 3 more',
      '  File "x.py", line 3',
      '#0 {main}',
    ]) {
      assert.equal(isContinuation(line), true, line);
    }
    for (const line of [
      '',
      '  indented',
      '}',
      'hello',
      'ValueError: x',
      'Traceback (most recent call last):',
    ]) {
      assert.equal(isContinuation(line), false, line);
    }
  });

  it('costs little also for lines that are made to be slow', () => {
    const previous = [
      'x',
      '    code',
      'goroutine 1 [running]:',
      '/app/x.rb:1:in x',
      '\t/x.go:1',
      "thread '",
    ];
    for (const sign of ['a', 'a.', 'a(', 'a:', '/', ' ', '\t', '#0 ', "'", 'A', 'DETAIL:', '}']) {
      const text = sign.repeat(10_000 / sign.length);
      const ms = cpuMsOf(() => {
        for (let count = 0; count < 20; count++) {
          for (const before of [...previous, text]) isContinuation(text, before);
        }
      });
      assert.ok(ms < 1000, sign);
    }
  });
});
