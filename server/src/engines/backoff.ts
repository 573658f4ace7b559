/**
 * How long to wait before the next try: from 100 ms, doubling, to 4 s, so that an engine that comes
 * back is in use within 5 s, connecting included. The jitter keeps the windows of one user apart.
 */
export const backoffMs = (failures: number, random: () => number = Math.random): number => {
  const full = Math.min(4000, 100 * 2 ** Math.min(failures, 10));
  return full * (0.75 + random() / 4);
};
