const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const decimal = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'] as const;

/** Three figures: `0.25`, `1.5`, `48.2`, `512`; without zeros at the end that say nothing. */
const figures = (value: number): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
};

const scaled = (value: number, base: number, units: readonly string[]): string => {
  let rest = Math.max(0, value);
  let unit = 0;
  // 1023.6 would be printed as 1024: the next unit takes over a little early.
  while (rest >= base - 0.5 && unit < units.length - 1) {
    rest /= base;
    unit++;
  }
  return `${unit === 0 ? String(Math.round(rest)) : figures(rest)} ${units[unit] ?? ''}`;
};

/** `48.2 MiB`: memory is counted in powers of two, as engines and their limits do. */
export const formatBytes = (bytes: number): string => scaled(bytes, 1024, binary);

/** `1.25 kB/s`: network and disk are counted in powers of ten. */
export const formatRate = (bytesPerSecond: number): string => scaled(bytesPerSecond, 1000, decimal);

/** `0.25`: how many cores are busy. */
export const formatCores = (cores: number): string => {
  const value = Math.max(0, cores);
  if (value > 0 && value < 0.01) return '<0.01';
  return value.toFixed(value >= 10 ? 1 : 2);
};

/** `3.1%` from a part of one. */
export const formatPercent = (part: number): string => {
  const percent = Math.max(0, part) * 100;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  return `${percent >= 10 ? percent.toFixed(0) : String(Number(percent.toFixed(1)))}%`;
};

const counts = new Intl.NumberFormat('en-US');

export const formatCount = (count: number): string => counts.format(count);

/** `12:04:31`, in the user's own time zone. */
export const formatClock = (timeMs: number): string => {
  const time = new Date(timeMs);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
};
