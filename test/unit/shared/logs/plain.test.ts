import assert from 'node:assert/strict';
import { parseAnsi } from '#shared/logs/ansi/parse';
import { lineLimit } from '#shared/logs/line-limit';
import { fullText, plainText } from '#shared/logs/plain';
import { cpuMsOf } from '../../../support/cpu-time.ts';

const e = '\u001b';

describe('the plain text of a line', () => {
  it('is without colours', () => {
    assert.equal(
      plainText(`${e}[1;31mred${e}[0m and ${e}[38;5;208morange${e}[m`),
      'red and orange',
    );
  });

  it('is what the parser shows, whatever the line is made of', () => {
    const parts = [
      'a',
      'bc ',
      '日',
      '\r',
      '\b',
      `${e}[31m`,
      `${e}[K`,
      `${e}[2D`,
      e,
      '[3',
      'm',
      '\t',
    ];
    // A fixed walk through all sorts of combinations.
    for (let seed = 1; seed < 3000; seed++) {
      let state = seed;
      let line = '';
      for (let part = 0; part < 12; part++) {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        line += parts[Math.floor(state / 65_536) % parts.length] ?? '';
      }
      const shown = parseAnsi(line).runs.map(({ text }) => text);
      assert.equal(plainText(line), shown.join(''), JSON.stringify(line));
    }
  });

  it('is cut when it is long, and whole for a file', () => {
    const long = `${e}[31m${'x'.repeat(25_000)}${e}[0m`;
    assert.equal(plainText(long), 'x'.repeat(lineLimit - 5));
    assert.equal(fullText(long), 'x'.repeat(25_000));
  });

  it('is the last state of a line that was rewritten for a long time', () => {
    const states = Array.from({ length: 5000 }, (_, at) => `layer ${at} of 5000`);
    assert.equal(plainText(states.join('\r')), 'layer 4999 of 5000');
    assert.equal(fullText(`${states.join('\r')}\r`), 'layer 4999 of 5000');
  });

  it('of 10 MB costs no more than its beginning', () => {
    const line = `${'0123456789'.repeat(1_000_000)}\u001b[31m`;
    const ms = cpuMsOf(() => {
      for (let count = 0; count < 1000; count++) plainText(line);
    });
    assert.ok(ms < 1000);
  });
});
