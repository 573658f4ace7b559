import type { Progress } from '../base/progress.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Adds up bytes and reports them; the fraction is known when the total is. */
export const byteProgress = (
  message: string,
  progress: Progress,
  totalBytes?: number,
): ((count: number) => void) => {
  let current = 0;
  return (count) => {
    current += count;
    const known = totalBytes !== undefined && totalBytes > 0;
    progress({
      message: `${message}: ${formatBytes(current)}`,
      ...(known && { fraction: Math.min(1, current / totalBytes) }),
    });
  };
};

/** With units of 1000, as engines count transfers: `1.2 MB`. */
const formatBytes = (bytes: number): string => {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? 'B'}`;
};
