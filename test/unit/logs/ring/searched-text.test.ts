import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lineLimit } from '../../../../shared/src/logs/line-limit.ts';
import { plainText } from '../../../../shared/src/logs/plain.ts';
import { ParsedBlock } from '../../../../server/src/logs/ring/parsed-block.ts';
import { searchedText } from '../../../../server/src/logs/ring/view/searched-text.ts';
import { line, newFolder, openRings, removeFolder } from './rings.ts';

const codes = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `a${String.fromCodePoint(from + n)}b`);

const long = 'abcdefgh '.repeat(10_000);

const texts: readonly string[] = [
  '',
  ...codes(0, 0x100),
  ...codes(0x2000, 0x2070),
  ...codes(0xd7f0, 0xd7ff),
  ...codes(0xfe00, 0xfeff),
  '\u001b[31mred\u001b[0m',
  '10 %\r50 %\r100 %',
  '😀 größe 日本語',
  'x'.repeat(lineLimit),
  'x'.repeat(lineLimit - 1) + '😀y',
  '日本'.repeat(lineLimit),
  long,
  `\u001b[31m${long}`,
  `${long}\r`,
  `${long}\rlast state`,
  `first\r${long}`,
  `\u001b[1mfirst\r${long.slice(0, 30_000)}`,
  `${long}${'1 %\r2 %\r'.repeat(3000)}100 %`,
  `${'日本'.repeat(20_000)}\r${'日'.repeat(3000)}`,
];

describe('what a kept line is searched as', () => {
  it('is what the page shows of it', async () => {
    const folder = await newFolder();
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    for (const text of texts) ring.append(line(text));
    const { blocks } = await ring.blocks();
    let at = 0;
    for (const block of blocks) {
      const parsed = await ParsedBlock.read(block);
      for (let index = 0; index < parsed.length; index++) {
        const text = texts[at++] ?? '';
        const searched = searchedText(parsed, index);
        // Nobody looks further than the limit.
        assert.equal(searched.slice(0, lineLimit - 1), plainText(text).slice(0, lineLimit - 1));
      }
    }
    assert.equal(at, texts.length);
    await rings.dispose();
    await removeFolder(folder);
  });
});
