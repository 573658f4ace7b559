/**
 * The nanoseconds within the millisecond of a time in the engine's usual form
 * (`2026-03-01T10:20:30.123456789Z`), if that and `timeMs` give the same text back; else `undefined`.
 */
export const nanosOf = (time: string, timeMs: number): number | undefined => {
  if (time.length !== 30 || time.charCodeAt(29) !== 90 || time.charCodeAt(19) !== 46)
    return undefined;
  let fraction = 0;
  for (let index = 20; index < 29; index++) {
    const digit = time.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    fraction = fraction * 10 + digit;
  }
  const nanos = fraction % 1_000_000;
  const secondMs = timeMs - (fraction - nanos) / 1_000_000;
  return time.startsWith(secondText(secondMs)) ? nanos : undefined;
};

export const timeOf = (timeMs: number, nanos: number): string =>
  `${secondText(Math.floor(timeMs / 1000) * 1000)}.${digits(mod1000(timeMs), 3)}${digits(nanos, 6)}Z`;

const digits = (value: number, length: number): string => String(value).padStart(length, '0');
const mod1000 = (timeMs: number): number => ((timeMs % 1000) + 1000) % 1000;

let lastSecondMs = NaN;
let lastText = '';

/** Most lines are of the same second as the one before. */
const secondText = (secondMs: number): string => {
  if (secondMs === lastSecondMs) return lastText;
  // Nothing that a time begins with.
  if (!(secondMs % 1000 === 0 && Math.abs(secondMs) < 8.64e15)) return '-';
  lastSecondMs = secondMs;
  lastText = new Date(secondMs).toISOString().slice(0, 19);
  return lastText;
};
