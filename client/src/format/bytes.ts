const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as the engines' own tools show sizes: "4.86 MB". */
export const formatBytes = (bytes: number): string => {
  const power =
    bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3 + 1e-12));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[power] ?? 'B'}`;
};
