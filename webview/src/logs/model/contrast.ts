type Rgb = readonly [number, number, number];

/** What WCAG 2.1 asks for text (success criterion 1.4.3); VS Code's terminal uses the same. */
const wanted = 4.5;

/** `#rrggbb` or `rgb(r, g, b)`; anything else is unknown. */
export const parseColour = (colour: string): Rgb | undefined => {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(colour);
  const decimal = /^rgba?\((\d+), ?(\d+), ?(\d+)/.exec(colour);
  const parts = hex?.slice(1).map((part) => parseInt(part, 16)) ?? decimal?.slice(1).map(Number);
  const [red, green, blue] = parts ?? [];
  return red === undefined || green === undefined || blue === undefined
    ? undefined
    : [red, green, blue];
};

/** Moves a colour that a program chose towards black or white until it can be read on this theme. */
export const readable = (colour: string, background: string): string => {
  const from = parseColour(colour);
  const on = parseColour(background);
  if (from === undefined || on === undefined || contrast(from, on) >= wanted) return colour;
  const end: Rgb = luminance(on) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let part = 0.1; part < 1; part += 0.1) {
    const mixed = mix(from, end, part);
    if (contrast(mixed, on) >= wanted) return `rgb(${mixed.join(', ')})`;
  }
  return `rgb(${end.join(', ')})`;
};

const mix = ([a, b, c]: Rgb, [x, y, z]: Rgb, part: number): Rgb => [
  Math.round(a + (x - a) * part),
  Math.round(b + (y - b) * part),
  Math.round(c + (z - c) * part),
];

const contrast = (a: Rgb, b: Rgb): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

const linear = (part: number): number => {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
