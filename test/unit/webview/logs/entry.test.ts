import assert from 'node:assert/strict';
import { lineLimit } from '../../../../shared/src/logs/line-limit.ts';
import { fullText } from '../../../../shared/src/logs/plain.ts';
import { EntryMaker, runsOf } from '../../../../webview/src/logs/model/entry.ts';
import { toClipboard } from '../../../../webview/src/logs/model/export.ts';
import { nth } from './lines.ts';

describe('a line of the panel', () => {
  it('is cut for display when it is too long, and copied in full', () => {
    const text = `${'a'.repeat(lineLimit - 1)}🚀${'b'.repeat(100)}`;
    const entry = new EntryMaker().make(nth(0, { text }));
    assert.equal(entry.text, 'a'.repeat(lineLimit - 1));
    assert.equal(entry.hiddenLength, 102);
    assert.equal(fullText(entry.raw), text);
  });

  it('has the colours that a program left on, by output', () => {
    const maker = new EntryMaker();
    const lines = [
      nth(0, { text: '\u001b[31mred' }),
      nth(1, { source: 'db' }),
      nth(2, { stream: 'stderr' }),
      nth(3),
    ];
    assert.deepEqual(
      lines.map((line) => runsOf(maker.make(line))[0]?.style.foreground),
      [1, undefined, undefined, 1],
    );
  });

  it('has no colours of a program that ended', () => {
    const maker = new EntryMaker();
    const lines = [
      nth(0, { text: '\u001b[31mred' }),
      nth(1, { stream: 'marker', text: 'web restarted' }),
      nth(2),
    ];
    assert.deepEqual(lines.map((line) => runsOf(maker.make(line))[0]?.style).at(-1), {});
  });

  it('has the same text in its row as it has for a search', () => {
    const maker = new EntryMaker();
    const texts = ['plain', '\u001b[31mred\u001b[0m and not', '10%\r100%', 'ab\u001b[2Kcd'];
    for (const [n, text] of texts.entries()) {
      const entry = maker.make(nth(n, { text }));
      const shown = runsOf(entry).map((run) => run.text);
      assert.equal(shown.join(''), entry.text);
    }
  });

  it('has its service on the clipboard where there are several', () => {
    const maker = new EntryMaker();
    const lines = [nth(0, { text: '\u001b[31mred\u001b[0m' }), nth(1, { source: 'db' })];
    const entries = lines.map((line) => maker.make(line));
    assert.equal(toClipboard(entries, true), 'web | red\ndb | line 1');
    assert.equal(toClipboard(entries, false), 'red\nline 1');
  });
});
