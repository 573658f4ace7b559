/**
 * Durations as Compose writes them: Go's syntax ("1m30s", "1.5h", "100ms") plus days and weeks.
 * Source: compose-spec, "Specifying durations"; Go's `time.ParseDuration`.
 */
const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Nanoseconds that 64 bits hold: some 292 years. */
const longest = 2 ** 63;

export type DurationReading = { readonly ms: number } | { readonly error: string };

/** The duration in milliseconds, or what is wrong with it in the reference's words. */
export const readDuration = (text: string): DurationReading => {
  const invalid = { error: `time: invalid duration ${JSON.stringify(text)}` };
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = /^[-+]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return { ms: 0 };
  if (rest === '') return invalid;
  let total = 0;
  while (rest !== '') {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^0-9.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return { error: `time: missing unit in duration ${JSON.stringify(text)}` };
    const factor = unitMs[unit];
    if (factor === undefined) {
      return {
        error: `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`,
      };
    }
    total += Number(number) * factor;
    rest = rest.slice(unit.length);
  }
  return total * 1e6 > longest ? invalid : { ms: sign * total };
};

/** Milliseconds, or `undefined` for text that is no duration. */
export const parseDuration = (text: string): number | undefined => {
  const reading = readDuration(text);
  return 'ms' in reading ? reading.ms : undefined;
};

/** As Go prints a duration: "0s", "100ms", "1.5s", "1m30s", "1h0m0s". */
export const formatDuration = (ms: number): string => {
  const sign = ms < 0 ? '-' : '';
  const nanoseconds = Math.round(Math.abs(ms) * 1e6);
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 1e3) return `${sign}${nanoseconds}ns`;
  if (nanoseconds < 1e6) return `${sign}${nanoseconds / 1e3}µs`;
  if (nanoseconds < 1e9) return `${sign}${nanoseconds / 1e6}ms`;
  const hours = Math.floor(nanoseconds / 3.6e12);
  const minutes = Math.floor((nanoseconds % 3.6e12) / 6e10);
  const seconds = (nanoseconds % 6e10) / 1e9;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`;
  if (minutes > 0) return `${sign}${minutes}m${seconds}s`;
  return `${sign}${seconds}s`;
};
