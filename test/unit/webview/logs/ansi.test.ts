import assert from 'node:assert/strict';
import { hasControls, parseAnsi } from '../../../../webview/src/logs/model/ansi.ts';

const e = '\u001b';
const textOf = (line: string): string =>
  parseAnsi(line)
    .runs.map(({ text }) => text)
    .join('');

describe('ANSI sequences in log lines', () => {
  it('are recognised before anything is parsed', () => {
    assert.equal(hasControls('plain text with a\ttab and ümlauts 🚀'), false);
    assert.equal(hasControls(`a ${e}[31mred`), true);
    assert.equal(hasControls('50%\r100%'), true);
  });

  it('become runs in the 16 colours of the theme', () => {
    const { runs } = parseAnsi(`a${e}[31mb${e}[1;94mc${e}[0md`);
    assert.deepEqual(runs, [
      { text: 'a', style: {} },
      { text: 'b', style: { foreground: 1 } },
      { text: 'c', style: { foreground: 12, bold: true } },
      { text: 'd', style: {} },
    ]);
  });

  const styles = [
    ['1', { bold: true }],
    ['2;3;4;7;9', { dim: true, italic: true, underline: true, inverse: true, strike: true }],
    ['1;22', {}],
    ['31;39', {}],
    ['44;101', { background: 9 }],
    ['38;5;9', { foreground: 9 }],
    ['38;5;208', { foreground: '#ff8700' }],
    ['48;5;244', { background: '#808080' }],
    ['38;2;1;2;300', { foreground: '#0102ff' }],
    ['38:2::10:20:30', { foreground: '#0a141e' }],
    ['38;2;10;20;30;4', { foreground: '#0a141e', underline: true }],
    ['999', {}],
  ] as const;
  for (const [parameters, style] of styles) {
    it(`ESC[${parameters}m means ${JSON.stringify(style)}`, () => {
      assert.deepEqual(parseAnsi(`${e}[${parameters}mx`).runs, [{ text: 'x', style }]);
    });
  }

  it('ESC[m resets', () => {
    assert.deepEqual(parseAnsi(`${e}[31m${e}[mx`).runs, [{ text: 'x', style: {} }]);
  });

  it('go on in the next line when they are left on', () => {
    const { end } = parseAnsi(`${e}[33mwarning`);
    assert.deepEqual(parseAnsi('more of it', end).runs, [
      { text: 'more of it', style: { foreground: 3 } },
    ]);
  });

  const stripped = [
    ['cursor movement', `a${e}[2Ab${e}[10;5Hc${e}[?25l`, 'abc'],
    ['a title', `${e}]0;title\u0007text`, 'text'],
    ['a link, but not its text', `${e}]8;;https://x${e}\\link${e}]8;;${e}\\`, 'link'],
    ['a device control string', `${e}Pq#0;2${e}\\x`, 'x'],
    ['charset switches', `${e}(Bx`, 'x'],
    ['a sequence that is cut off', `x${e}[3`, 'x'],
    ['bells and nulls', 'a\u0007\u0000b', 'ab'],
  ] as const;
  for (const [what, line, text] of stripped) {
    it(`leaves out ${what}`, () => {
      assert.equal(textOf(line), text);
    });
  }

  const rewritten = [
    ['a progress bar', '10%\r50%\r100%', '100%'],
    ['a line end of Windows', 'text\r', 'text'],
    ['a cleared line', `10%${e}[2K\r20%`, '20%'],
    ['a line that goes back by sequence', `10%${e}[1G20%`, '20%'],
    ['backspaces', 'abc\b\bX', 'aX'],
  ] as const;
  for (const [what, line, text] of rewritten) {
    it(`shows the last state of ${what}`, () => {
      assert.equal(textOf(line), text);
    });
  }
});
