import assert from 'node:assert/strict';
import type { LogLine } from '#shared/protocol/logs';
import { sourceOfLine, TerminalText } from '../../../../client/src/logs/terminal-text.ts';

const line = (source: string, text: string, stream: LogLine['stream'] = 'stdout'): LogLine => ({
  ...{ seq: 0, timeMs: 0, source, stream, text },
});

describe('lines of a log in a terminal', () => {
  it('begin with their service, in its colour, where there are several', () => {
    const text = new TerminalText(['web', 'cache']);
    assert.equal(text.line(line('web', 'a')), '\x1b[36mweb   | \x1b[0ma\r\n');
    assert.equal(text.line(line('cache', 'b')), '\x1b[33mcache | \x1b[0mb\r\n');
    assert.equal(text.line(line('web', 'c')), '\x1b[36mweb   | \x1b[0mc\r\n');
  });

  it('begin with nothing where there is one', () => {
    const text = new TerminalText(['web']);
    assert.equal(text.line(line('web', 'a')), 'a\r\n');
  });

  it('know a service that comes later', () => {
    const text = new TerminalText(['web']);
    assert.equal(text.line(line('worker', 'a')), '\x1b[33mworker | \x1b[0ma\r\n');
    assert.equal(text.line(line('web', 'a')), '\x1b[36mweb    | \x1b[0ma\r\n');
  });

  it('keep the colours of the program, to the end of what it colours', () => {
    const text = new TerminalText(['web']);
    const coloured = '\x1b[1;31mred\x1b[0m \x1b[38;2;1;2;3mown\x1b[39m \x1b[48;5;196mback';
    assert.equal(
      text.line(line('web', coloured)),
      '\x1b[1;31mred\x1b[0m \x1b[38;2;1;2;3mown\x1b[0m \x1b[48;2;255;0;0mback\x1b[0m\r\n',
    );
    assert.equal(text.line(line('web', 'on')), '\x1b[48;2;255;0;0mon\x1b[0m\r\n', 'its next line');
    assert.equal(text.line(line('web', 'other', 'stderr')), 'other\r\n', 'not its other output');
  });

  it('have the last state of what rewrites itself', () => {
    const text = new TerminalText(['web']);
    assert.equal(text.line(line('web', '10 %\r100 %')), '100 %\r\n');
  });

  it('tell the terminal nothing else', () => {
    const text = new TerminalText(['web']);
    const tricks = [
      '\x1b[2J',
      '\x1b[H',
      '\x1b]0;title\x07',
      '\x1b[6n',
      '\x1b[?1049h',
      '\x07',
      '\x1bc',
    ];
    for (const trick of tricks)
      assert.equal(text.line(line('web', `a${trick}b`)), 'ab\r\n', JSON.stringify(trick));
    const shown = text.line(line('web', 'x\x1b[2J', 'marker')) + text.note('n\x1b[6n');
    assert.equal(shown, '\x1b[2mx\x1b[0m\r\n\x1b[2mn\x1b[0m\r\n');
  });

  it('keep links to where programs say', () => {
    const text = new TerminalText(['web']);
    const link = '\x1b]8;;https://example.com/a\x1b\\here\x1b]8;;\x1b\\';
    assert.equal(text.line(line('web', link)), `${link}\r\n`);
    assert.equal(text.line(line('web', link.replace('https', 'command'))), 'here\r\n');
  });

  it('are of the service that they begin with', () => {
    const sources = ['web', 'shop/api'];
    assert.deepEqual(sourceOfLine('web      | a | b', sources), { source: 'web', from: 11 });
    assert.deepEqual(sourceOfLine('shop/api | x', sources), { source: 'shop/api', from: 11 });
    assert.equal(sourceOfLine('other | x', sources), undefined);
    assert.equal(sourceOfLine('no divider', sources), undefined);
    assert.deepEqual(sourceOfLine('a | b', ['web']), { source: 'web', from: 0 });
    assert.equal(sourceOfLine('a | b', []), undefined);
  });
});
