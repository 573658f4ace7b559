import { indexedColour, trueColour } from './colours.ts';
import { plainStyle, type Colour, type Flag, type Style } from './style.ts';

const setters: Readonly<Record<number, Flag>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  8: 'hidden',
  9: 'strike',
  21: 'doubleUnderline',
  53: 'overline',
};

const resetters: Readonly<Record<number, readonly (keyof Style)[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline', 'doubleUnderline'],
  27: ['inverse'],
  28: ['hidden'],
  29: ['strike'],
  39: ['foreground'],
  49: ['background'],
  55: ['overline'],
};

/** What takes a colour; that of an underline (58) is read over, lest its numbers mean something. */
const coloured: Readonly<Record<number, 'foreground' | 'background' | 'nothing'>> = {
  38: 'foreground',
  48: 'background',
  58: 'nothing',
};

/**
 * Applies one "select graphic rendition" sequence: the text between `ESC [` and `m`. Codes that are
 * unknown change nothing (ECMA-48, section 8.3.117; colours as in xterm's control sequences).
 */
export const applyRendition = (style: Style, parameters: string): Style => {
  const codes = parameters.split(';');
  let result = style;
  for (let at = 0; at < codes.length; at++) {
    const [code = 0, ...parts] = (codes[at] ?? '').split(':').map(Number);
    const key = coloured[code];
    if (key === undefined) {
      result = code === 4 ? underline(result, parts[0]) : applyCode(result, code);
    } else if (parts.length > 0) {
      result = withColour(result, key, colonColour(parts));
    } else {
      const { colour, length } = followingColour(codes, at + 1);
      result = withColour(result, key, colour);
      at += length;
    }
  }
  return result;
};

/** `4:0` is none, `4:2` a double one; wavy, dotted and dashed ones are underlines. */
const underline = (style: Style, kind = 1): Style => applyCode(style, [24, 4, 21][kind] ?? 4);

const applyCode = (style: Style, code: number): Style => {
  if (code === 0) return plainStyle;
  const flag = setters[code];
  if (flag !== undefined) return { ...style, [flag]: true };
  const removed = resetters[code];
  if (removed !== undefined) return without(style, removed);
  if (code >= 30 && code <= 37) return { ...style, foreground: code - 30 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 90 && code <= 97) return { ...style, foreground: code - 90 + 8 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 };
  return style;
};

const without = (style: Style, keys: readonly (keyof Style)[]): Style =>
  Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as keyof Style)));

const withColour = (
  style: Style,
  key: 'foreground' | 'background' | 'nothing',
  colour: Colour | undefined,
): Style => (key === 'nothing' || colour === undefined ? style : { ...style, [key]: colour });

/** `5:n`, `2:r:g:b`, or as the standard has it with a colour space, `2::r:g:b`. */
const colonColour = (parts: readonly number[]): Colour | undefined => {
  if (parts[0] === 5) return indexedColour(parts[1] ?? 0);
  if (parts[0] === 2) return trueColour(parts.length > 4 ? parts.slice(2, 5) : parts.slice(1));
  return undefined;
};

/** `5;n` of the 256 colours, or `2;r;g;b`. */
const followingColour = (
  codes: readonly string[],
  at: number,
): { readonly colour: Colour | undefined; readonly length: number } => {
  if (codes[at] === '5') return { colour: indexedColour(Number(codes[at + 1])), length: 2 };
  if (codes[at] !== '2') return { colour: undefined, length: 0 };
  return { colour: trueColour(codes.slice(at + 1, at + 4).map(Number)), length: 4 };
};
