/** Ranges of code points, both ends included. */
export type CharSet = readonly (readonly [from: number, to: number])[];

const last = 0x10_ffff;
const of = (from: string, to = from): readonly [number, number] => [code(from), code(to)];
const code = (sign: string): number => sign.codePointAt(0) ?? 0;
const beyondAscii = [0x80, last] as const;

const digits: CharSet = [of('0', '9')];
const letters: CharSet = [of('A', 'Z'), of('a', 'z')];
const words: CharSet = [...digits, of('A', 'Z'), of('_'), of('a', 'z')];
const spaces: CharSet = [of('\t', '\r'), of(' '), of('\u00a0'), [0x2000, 0x200a], [0x2028, 0x2029]];

export const anything: CharSet = [[0, last]];
export const single = (sign: string): CharSet => [of(sign)];
export const between = (from: CharSet, to: CharSet): CharSet => [
  [from[0]?.[0] ?? 0, to[0]?.[1] ?? last],
];

export const opposite = (set: CharSet): CharSet => {
  const gaps: (readonly [number, number])[] = [];
  let next = 0;
  for (const [from, to] of [...set].sort(([a], [b]) => a - b)) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return next <= last ? [...gaps, [next, last]] : gaps;
};

/** What `\d` and the like stand for; the letter says which. */
export const classes: Readonly<Record<string, CharSet>> = {
  d: digits,
  D: opposite(digits),
  w: words,
  W: opposite(words),
  s: spaces,
  S: opposite(spaces),
};

/** `\p{…}` roughly: what is letters or digits beyond ASCII is not told apart. */
export const property = (name: string): CharSet => {
  if (/^(?:L|Lu|Ll|Letter|Alphabetic)$/.test(name)) return [...letters, beyondAscii];
  if (/^(?:N|Nd|Number)$/.test(name)) return [...digits, beyondAscii];
  return anything;
};

/** With the letters of the other case. */
export const withBothCases = (set: CharSet): CharSet => [
  ...set,
  ...shifted(set, of('A', 'Z'), 32),
  ...shifted(set, of('a', 'z'), -32),
];

const shifted = (set: CharSet, [low, high]: readonly [number, number], by: number): CharSet =>
  set.flatMap(([from, to]) =>
    from <= high && to >= low ? [[Math.max(from, low) + by, Math.min(to, high) + by] as const] : [],
  );

export const overlaps = (one: CharSet, other: CharSet): boolean =>
  one.some(([from, to]) => other.some(([start, end]) => from <= end && start <= to));
