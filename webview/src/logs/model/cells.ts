const simple = /^[ -~]*$/;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const widthless = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** As the style sheet's `tab-size` says. */
const tabSize = 8;

/** How many cells of a fixed-width font a text takes (after Unicode's East Asian Width, UAX #11). */
export const cellsOf = (text: string): number => {
  if (simple.test(text)) return text.length;
  let cells = 0;
  for (const character of text) {
    if (character === '\t') cells += tabSize - (cells % tabSize);
    else if (wide.test(character)) cells += 2;
    else if (!widthless.test(character)) cells += 1;
  }
  return cells;
};
