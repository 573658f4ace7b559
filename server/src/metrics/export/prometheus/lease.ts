/** Prometheus' own interval is a minute when nothing else is said. */
const firstLeaseMs = 150_000;
const shortestLeaseMs = 20_000;
const longestLeaseMs = 300_000;

/** One scrape may fail without the streams being closed and opened again. */
const intervals = 2.5;

/** How long to go on reading for a scraper that comes in such intervals. */
export const leaseFor = (intervalMs: number | undefined): number =>
  intervalMs === undefined
    ? firstLeaseMs
    : Math.min(longestLeaseMs, Math.max(shortestLeaseMs, intervalMs * intervals));
