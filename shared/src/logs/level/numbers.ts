import type { LogLevel } from '../filter.ts';

/** Levels from a number on; the last row that is reached holds. */
type Scale = readonly (readonly [from: number, level: LogLevel])[];

const syslog: readonly LogLevel[] = [
  'fatal',
  'fatal',
  'fatal',
  'error',
  'warn',
  'info',
  'info',
  'debug',
];

/** Pino and Bunyan. */
const tens: Scale = [
  [10, 'trace'],
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'fatal'],
  [70, 'none'],
];

/** Monolog. */
const hundreds: Scale = [
  [100, 'debug'],
  [200, 'info'],
  [300, 'warn'],
  [400, 'error'],
  [500, 'fatal'],
  [601, 'none'],
];

/** Keys whose numbers mean something else. */
const scales: Readonly<Record<string, Scale>> = {
  // Python's logging.
  levelno: [
    [10, 'debug'],
    [20, 'info'],
    [30, 'warn'],
    [40, 'error'],
    [50, 'fatal'],
  ],
  // OpenTelemetry.
  severitynumber: [
    [1, 'trace'],
    [5, 'debug'],
    [9, 'info'],
    [13, 'warn'],
    [17, 'error'],
    [21, 'fatal'],
    [25, 'none'],
  ],
  // Google Cloud, where it is no word; below, syslog's.
  severity: [
    [100, 'debug'],
    [200, 'info'],
    [400, 'warn'],
    [500, 'error'],
    [600, 'fatal'],
  ],
};

/** The level that a number means under a key (in lower case). */
export const levelOfNumber = (value: number, key = ''): LogLevel | undefined => {
  const own = reached(scales[key] ?? [], value);
  if (own !== undefined) return own;
  if (value >= 100) return reached(hundreds, value);
  return value >= 10 ? reached(tens, value) : syslog[value];
};

const reached = (scale: Scale, value: number): LogLevel | undefined =>
  scale.findLast(([from]) => value >= from)?.[1];
