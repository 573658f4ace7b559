/** One of the terminal's 16 colours, which the theme decides, or a colour of its own as `#rrggbb`. */
export type Colour = number | string;

export interface Style {
  readonly foreground?: Colour;
  readonly background?: Colour;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly strike?: true;
}

export const plainStyle: Style = {};

type Flag = 'bold' | 'dim' | 'italic' | 'underline' | 'inverse' | 'strike';
type Key = keyof Style;

const setters: Readonly<Record<number, Flag>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
  21: 'underline',
};

const resetters: Readonly<Record<number, readonly Key[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
  39: ['foreground'],
  49: ['background'],
};

/**
 * Applies one "select graphic rendition" sequence: the text between `ESC [` and `m`. Codes that are
 * unknown change nothing (ECMA-48, section 8.3.117; colours as in xterm's control sequences).
 */
export const applyRendition = (style: Style, parameters: string): Style => {
  // "38:2::r:g:b" is the standard's own spelling of "38;2;r;g;b", with a colour space left out.
  const colons = parameters.replaceAll(/([34]8:2):[^:;]*:(?=\d+:\d+:\d+)/g, '$1:');
  const codes = colons.split(/[;:]/).map(Number);
  let result = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, length } = extendedColour(codes, at + 1);
      at += length;
      const key = code === 38 ? 'foreground' : 'background';
      if (colour !== undefined) result = { ...result, [key]: colour };
    } else {
      result = applyCode(result, code);
    }
  }
  return result;
};

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

const without = (style: Style, keys: readonly Key[]): Style =>
  Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as Key)));

/** `5;n` of the 256 colours, or `2;r;g;b`. */
const extendedColour = (
  codes: readonly number[],
  at: number,
): { readonly colour: Colour | undefined; readonly length: number } => {
  if (codes[at] === 5) return { colour: indexedColour(codes[at + 1] ?? 0), length: 2 };
  if (codes[at] === 2) {
    const [red = 0, green = 0, blue = 0] = codes.slice(at + 1, at + 4);
    return { colour: hex(red, green, blue), length: 4 };
  }
  return { colour: undefined, length: 0 };
};

/** The 16 of the theme, a cube of 6×6×6, and 24 greys. */
const indexedColour = (index: number): Colour | undefined => {
  if (!(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return hex(grey, grey, grey);
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return hex(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
};

const hex = (...parts: readonly number[]): string =>
  `#${parts.map((part) => Math.min(255, Math.max(0, part)).toString(16).padStart(2, '0')).join('')}`;
