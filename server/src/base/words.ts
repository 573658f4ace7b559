/** Sizes and times as people say them, in the few places where the server writes them out itself. */

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `116 MB`, in powers of 1000 as registries and `docker images` count. */
export const bytesInWords = (bytes: number): string => {
  const step = Math.max(0, Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1));
  const amount = bytes / 1000 ** step;
  // Three digits say enough.
  const text =
    step === 0 || amount >= 100 ? amount.toFixed(0) : amount.toPrecision(2 + Number(amount >= 10));
  return `${text.replace(/\.0+$/, '')} ${units[step] ?? 'bytes'}`;
};

const spans: readonly (readonly [string, ms: number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** `3 minutes`: the largest unit of which there is at least one. */
export const spanInWords = (ms: number): string => {
  const [name, unit] = spans.find(([, each]) => ms >= each) ?? ['second', 1000];
  const count = Math.max(0, Math.floor(ms / unit));
  return `${String(count)} ${name}${count === 1 ? '' : 's'}`;
};
