import assert from 'node:assert/strict';
import { cellsOf } from '#shared/logs/cells';

describe('the width of what is drawn as one', () => {
  const widths = [
    ['an emoji', '🚀', 2],
    ['a family', '👩\u200d👩\u200d👧', 2],
    ['a skin tone', '👍🏽', 2],
    ['a skin tone alone', '🏽', 2],
    ['a flag', '🇩🇪', 2],
    ['two flags and a letter', '🇩🇪🇫🇷🇦', 6],
    ['a sign that is told to be an emoji', '⚠\ufe0f', 2],
    ['the sign itself', '⚠', 1],
    ['a digit in a box', '1\ufe0f\u20e3', 2],
    ['accents', 'e\u0301\u0302', 1],
    ['what has no width', 'a\u200bb\ufeff\u200d', 2],
    ['Hangul', '한국', 4],
    ['wide punctuation', '，。', 4],
    ['tabs between wide ones', '日\tb\t', 16],
    ['a surrogate alone', '\ud800', 1],
  ] as const;
  for (const [what, text, cells] of widths) {
    it(`of ${what} is ${cells}`, () => {
      assert.equal(cellsOf(text), cells);
    });
  }
});
