import type { Colour } from './style.ts';

/** Of the 256 colours: the 16 of the theme, a cube of 6×6×6, and 24 greys. */
export const indexedColour = (index: number): Colour | undefined => {
  if (!(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return trueColour([grey, grey, grey]);
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return trueColour([
    level(Math.floor(cube / 36)),
    level(Math.floor(cube / 6) % 6),
    level(cube % 6),
  ]);
};

/** Parts that are missing are 0, as in a terminal; none exceeds 255. */
export const trueColour = ([red = 0, green = 0, blue = 0]: readonly number[]): Colour =>
  `#${[red, green, blue].map(hex).join('')}`;

const hex = (part: number): string => Math.min(255, part).toString(16).padStart(2, '0');
