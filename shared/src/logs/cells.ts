const simple = /^[ -~]*$/;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const widthless = /\p{Mn}|\p{Me}|\p{Cf}/u;
const skinTone = /[\u{1f3fb}-\u{1f3ff}]/u;
const flagLetter = /[\u{1f1e6}-\u{1f1ff}]/u;
const joiner = '\u200d';
const asEmoji = '\ufe0f';

/** As the style sheet's `tab-size` says, and as terminals have it. */
export const tabSize = 8;

/** How many cells of a fixed-width font a text takes (after Unicode's East Asian Width, UAX #11). */
export const cellsOf = (text: string): number => {
  if (simple.test(text)) return text.length;
  const width = new Widths();
  let cells = 0;
  for (const character of text) {
    cells += character === '\t' ? tabSize - (cells % tabSize) : width.next(character);
  }
  return cells;
};

/** The widths of the characters of one text: what is joined to an emoji is drawn in its place. */
export class Widths {
  #before = '';
  #beforeWidth = 0;

  next(character: string): 0 | 1 | 2 {
    const width = this.#widthOf(character);
    // Two letters make one flag, and a third begins the next.
    this.#before = width === 0 && flagLetter.test(character) ? '' : character;
    if (width > 0) this.#beforeWidth = width;
    return width;
  }

  #widthOf(character: string): 0 | 1 | 2 {
    if (character >= ' ' && character <= '~') return 1;
    // A sign such as ⚠ takes two cells once it is told to be an emoji.
    if (character === asEmoji) return this.#before !== '' && this.#beforeWidth === 1 ? 1 : 0;
    if (widthless.test(character)) return 0;
    if (!wide.test(character)) return 1;
    return this.#isPartOfEmoji(character) ? 0 : 2;
  }

  #isPartOfEmoji(character: string): boolean {
    if (this.#before === joiner) return true;
    if (skinTone.test(character)) return wide.test(this.#before);
    return flagLetter.test(character) && flagLetter.test(this.#before);
  }
}
