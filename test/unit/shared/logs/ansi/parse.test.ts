import assert from 'node:assert/strict';
import { hasControls } from '#shared/logs/ansi/controls';
import { parseAnsi } from '#shared/logs/ansi/parse';
import type { Run } from '#shared/logs/ansi/row';
import { cpuMsOf } from '../../../../support/cpu-time.ts';

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
    ['8;53', { hidden: true, overline: true }],
    ['8;53;28;55', {}],
    ['5', {}],
    ['1;22', {}],
    ['31;39', {}],
    ['44;101', { background: 9 }],
    ['44;49', {}],
    ['97', { foreground: 15 }],
    ['38;5;9', { foreground: 9 }],
    ['38;5;208', { foreground: '#ff8700' }],
    ['38:5:208', { foreground: '#ff8700' }],
    ['38;5;16', { foreground: '#000000' }],
    ['38;5;231', { foreground: '#ffffff' }],
    ['38;5;256', {}],
    ['38;5', {}],
    ['38', {}],
    ['48;5;244', { background: '#808080' }],
    ['38;2;1;2;300', { foreground: '#0102ff' }],
    ['38:2::10:20:30', { foreground: '#0a141e' }],
    ['38:2:10:20:30', { foreground: '#0a141e' }],
    ['38;2;10;20;30;4', { foreground: '#0a141e', underline: true }],
    ['38;2;10;20;30;48;2;1;1;1', { foreground: '#0a141e', background: '#010101' }],
    ['4:3', { underline: true }],
    ['4:2', { doubleUnderline: true }],
    ['21', { doubleUnderline: true }],
    ['4;4:0', {}],
    ['4;58;5;1', { underline: true }],
    ['4;58;2;1;4;9', { underline: true }],
    ['4;58:2::1:2:3', { underline: true }],
    ['1;;3', { italic: true }],
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
    ['the clearing of a screen', `${e}c${e}[2J${e}[3J${e}[Htext`, 'text'],
    ['a title', `${e}]0;title\u0007text`, 'text'],
    ['a title that ends otherwise', `${e}]0;title${e}\\text`, 'text'],
    ['a device control string', `${e}Pq#0;2${e}\\x`, 'x'],
    ['charset switches', `${e}(Bx`, 'x'],
    ['what xterm alone understands', `${e}[>4;2mx${e}[?1m${e}[4 q`, 'x'],
    ['control characters of eight bits', '\u009b31mred\u009d0;title\u009c\u0085', 'red'],
    ['a sequence that is cut off', `x${e}[3`, 'x'],
    ['an escape at the end', `x${e}`, 'x'],
    ['bells and nulls', 'a\u0007\u0000b', 'ab'],
  ] as const;
  for (const [what, line, text] of stripped) {
    it(`leaves out ${what}`, () => {
      assert.equal(textOf(line), text);
    });
  }

  const malformed = [
    ['a title without an end', `${e}]0;the rest of the line`, '0;the rest of the line'],
    ['a title that something else begins in', `${e}]0;title${e}[1mx`, '0;titlex'],
    ['a string without an end', `${e}Pthe rest`, 'the rest'],
    ['a sequence with letters of no alphabet of ours', `${e}[31é`, 'é'],
    ['sequences within sequences', `${e}${e}[31m[32m`, '[32m'],
    ['an escape before text', `${e}é`, 'é'],
  ] as const;
  for (const [what, line, text] of malformed) {
    it(`keeps the text after ${what}`, () => {
      assert.equal(textOf(line), text);
    });
  }

  const rewritten = [
    ['a progress bar', '10%\r50%\r100%', '100%'],
    ['a shorter state over a longer one', '100%\r99%', '99%%'],
    ['a line end of Windows', 'text\r', 'text'],
    ['several of them', 'text\r\r', 'text'],
    ['a cleared line', `10%${e}[2K\r20%`, '20%'],
    ['a line that clears its rest', `downloading\r${e}[Kdone`, 'done'],
    ['a rest that is cleared afterwards', `downloading\rdone${e}[K`, 'done'],
    ['a line that goes back by sequence', `10%${e}[1G20%`, '20%'],
    ['a column', `Starting${e}[12G[ OK ]`, 'Starting   [ OK ]'],
    ['steps to the left and to the right', `abcd${e}[3DX${e}[1CY`, 'aXcY'],
    ['backspaces', 'abc\b\bX', 'aXc'],
    ['backspaces that erase', 'abc\b \b\b \bX', 'aX'],
    ['backspaces beyond the start', 'a\b\b\bbc', 'bc'],
    ['a spinner', '⠋ pull\r⠙ pull\r✔ pull', '✔ pull'],
    ['wide characters', '日本語\rab', 'ab本語'],
    ['half a wide character', '日本\ra', 'a 本'],
    ['a wide character over narrow ones', 'abcd\r日', '日cd'],
    ['the second half of a wide character', `日本${e}[2Gx`, ' x本'],
    ['combining characters', 'e\u0301e\rx', 'xe'],
    ['an emoji of several', 'a👩\u200d🚀b\rx', 'x👩\u200d🚀b'],
    ['a tab', 'a\tb\rx', 'x       b'],
    ['what goes far beyond the end', `a${e}[999999999C`, 'a'],
    ['a line that erases its start', `abcdef${e}[3G${e}[1K`, '   def'],
  ] as const;
  for (const [what, line, text] of rewritten) {
    it(`shows the last state of ${what}`, () => {
      assert.equal(textOf(line), text);
    });
  }

  it('keeps the style of what is not written over', () => {
    assert.deepEqual(parseAnsi(`${e}[31mabcd${e}[32m\rx`).runs, [
      { text: 'x', style: { foreground: 2 } },
      { text: 'bcd', style: { foreground: 1 } },
    ]);
  });

  it('is as quick for a line of nothing but beginnings', () => {
    const hostile = [
      '\u001b]',
      '\u009d',
      '\u001b[',
      '\u001bP',
      '\r',
      '\b',
      `${e}[9999C`,
      'a\r',
      '日\b',
    ];
    const ms = cpuMsOf(() => {
      for (const sign of hostile) parseAnsi(`${sign.repeat(10_000 / sign.length)}x`);
    });
    assert.ok(ms < 2000);
  });
});

describe('links of a program (OSC 8)', () => {
  const runsOf = (url: string): readonly Run[] =>
    parseAnsi(`see ${e}]8;id=1;${url}${e}\\here${e}]8;;\u0007!`).runs;

  for (const url of ['https://example.com/a;b?c=d', 'http://[::1]:80/', 'file://host/app/x.js']) {
    it(`lead to ${url}`, () => {
      assert.deepEqual(runsOf(url), [
        { text: 'see ', style: {} },
        { text: 'here', style: {}, link: url },
        { text: '!', style: {} },
      ]);
    });
  }

  for (const url of [
    'command:x',
    'javascript:alert(1)',
    'vscode://x/y',
    'https://a b',
    '//x',
    'data:,x',
  ]) {
    it(`do not lead to ${url}`, () => {
      assert.deepEqual(runsOf(url), [{ text: 'see here!', style: {} }]);
    });
  }
});

describe('signs that deceive', () => {
  it('are shown by name when they turn the direction of text', () => {
    assert.equal(
      textOf('if (admin\u202e \u2066// ok\u2069)'),
      'if (admin[U+202E] [U+2066]// ok[U+2069])',
    );
    assert.equal(textOf('a\u2028b'), 'a[U+2028]b');
  });

  it('are not those that languages need', () => {
    for (const text of ['שלום\u200f עולם', 'می\u200cخواهم', '👨\u200d👩\u200d👧', 'a\u00adb']) {
      assert.equal(hasControls(text), false);
    }
  });
});
