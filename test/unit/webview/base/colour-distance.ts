import { parseColour } from '../../../../webview/src/logs/model/contrast.ts';

type Triple = readonly [number, number, number];

/**
 * How different two colours look: in OKLab (https://bottosson.github.io/posts/oklab), or as people see them
 * who do not tell red from green (Machado 2009, deuteranopia), where half of that will do.
 */
export const distance = (one: string, other: string): number =>
  Math.min(
    between(oklab(linearOf(one)), oklab(linearOf(other))),
    2 * between(oklab(withoutGreen(linearOf(one))), oklab(withoutGreen(linearOf(other)))),
  );

const between = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

const linearOf = (colour: string): Triple => {
  const parts = parseColour(colour);
  if (parts === undefined) throw new Error(`${colour} is no colour`);
  const linear = (part: number): number => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [linear(parts[0]), linear(parts[1]), linear(parts[2])];
};

const times = (rows: readonly [Triple, Triple, Triple], [x, y, z]: Triple): Triple => {
  const product = ([a, b, c]: Triple): number => a * x + b * y + c * z;
  return [product(rows[0]), product(rows[1]), product(rows[2])];
};

const oklab = (rgb: Triple): Triple => {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
};

const withoutGreen = (rgb: Triple): Triple => {
  const [r, g, b] = times(
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
    rgb,
  );
  const within = (part: number): number => Math.min(1, Math.max(0, part));
  return [within(r), within(g), within(b)];
};
