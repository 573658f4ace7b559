import type { LogLevel } from '../filter.ts';
import { exception } from '../traces/exception.ts';
import { levelOfNumber } from './numbers.ts';
import { levelOfLetter, levelOfWord } from './words.ts';

/** A line whose level is told by its beginning as a whole. Each pattern is anchored and linear. */
interface Shape {
  readonly pattern: RegExp;
  readonly level: LogLevel | ((said: string) => LogLevel | undefined);
}

const redis: Readonly<Record<string, LogLevel>> = {
  '.': 'debug',
  '-': 'debug',
  '*': 'info',
  '#': 'warn',
};

const shapes: readonly Shape[] = [
  // klog, glog and CockroachDB: I0102 15:04:05.123456
  { pattern: /^([IWEFD])\d{4,6} \d\d:\d\d:\d\d/, level: levelOfLetter },
  // Ruby's Logger: E, [2024-01-02T15:04:05.123456 #1] ERROR -- : …
  { pattern: /^([DIWEFA]), \[/, level: levelOfLetter },
  // Jupyter, Tornado: [W 15:04:05.123 NotebookApp] …
  { pattern: /^\[([DIWEC]) \d[\d-]*[ :]/, level: levelOfLetter },
  // MongoDB before 4.4: 2024-01-02T15:04:05.123+0000 I NETWORK  [conn1] …
  { pattern: /^\d{4}-\d\d-\d\dT\S{8,20} ([FEWID])\d? {1,2}[A-Z_-]+ +\[/, level: levelOfLetter },
  // Redis, Valkey: 1:M 02 Jan 2024 15:04:05.123 * …
  { pattern: /^\d+:[MSCX] \d\d \w{3} \d{4} [\d:.]+ ([.*#-]) /, level: (sign) => redis[sign] },
  // What is for syslog: <3>… of systemd, <11>… with a facility.
  { pattern: /^<(\d{1,3})>/, level: (value) => levelOfNumber(Number(value) % 8) },
  { pattern: /^npm (ERR|WARN|error|warn|notice|info|http|verb)!?(?: |$)/, level: levelOfWord },
  { pattern: /^\(node:\d+\) (?:\[\w+\] )?\w*Warning: /, level: 'warn' },
  {
    pattern: /^(?:\[[^\]]{1,40}\] )?PHP (?:Fatal|Parse|Recoverable fatal) error: /,
    level: 'fatal',
  },
  { pattern: /^(?:\[[^\]]{1,40}\] )?PHP (?:Warning|Deprecated): /, level: 'warn' },
  { pattern: /^(?:\[[^\]]{1,40}\] )?PHP Notice: /, level: 'info' },
  { pattern: /^(?:Fatal|Parse) error: /, level: 'fatal' },
  // Erlang: =ERROR REPORT==== 2-Jan-2024::15:04:05 ===
  { pattern: /^=([A-Z]+) REPORT====/, level: levelOfWord },
  { pattern: /^\s?[⨯✖✗❌]\ufe0f? /, level: 'error' },
  { pattern: /^\s?⚠\ufe0f? /, level: 'warn' },
  // Programs that end badly.
  {
    pattern: /^(?:panic: |fatal error: |thread '[^']{0,100}' (?:\(\d+\) )?panicked at )/,
    level: 'fatal',
  },
  { pattern: /^(?:Segmentation fault|Unhandled exception|terminate called )/, level: 'fatal' },
  { pattern: /^(?:Caused by: |\*\* \(\w)/, level: 'error' },
  { pattern: exception, level: 'error' },
];

/** One question for most lines, which have none of the shapes. */
const anyShape = new RegExp(shapes.map(({ pattern }) => pattern.source).join('|'));

export const levelOfShape = (text: string): LogLevel | undefined => {
  if (!anyShape.test(text)) return undefined;
  for (const { pattern, level } of shapes) {
    const found = pattern.exec(text);
    if (found !== null) return typeof level === 'string' ? level : level(found[1] ?? '');
  }
  return undefined;
};
