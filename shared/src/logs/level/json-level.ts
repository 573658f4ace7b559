import type { LogLevel } from '../filter.ts';
import { topLevelValues } from './json-scan.ts';
import { levelOfNumber } from './numbers.ts';
import { levelOfLetter, levelOfWord } from './words.ts';

/** Keys of a level, in lower case; the first one that says something holds. */
const keys = new Set([
  'level',
  'lvl',
  'severity',
  'severitytext',
  'severity_text',
  'severitynumber',
  'loglevel',
  'log_level',
  'log.level',
  'levelname',
  'level_name',
  'levelno',
  '@level',
  '@l',
  'l',
  'priority',
]);

/** MongoDB's key is one letter, as is the level; Serilog leaves out the level "information". */
const letterKey = 's';
const serilog = { time: '@t', template: '@mt', message: '@m' };

const wanted: ReadonlySet<string> = new Set([
  ...keys,
  letterKey,
  serilog.time,
  serilog.template,
  serilog.message,
]);

/** The level of a JSON record that begins at a place, also of one that is cut off. */
export const levelOfJson = (text: string, at: number): LogLevel => {
  let level: LogLevel | undefined;
  const seen = new Set<string>();
  topLevelValues(text, at, (key, value) => {
    const name = key.toLowerCase();
    if (!wanted.has(name)) return true;
    seen.add(name);
    level =
      name === letterKey ? ofLetter(value) : keys.has(name) ? ofValue(name, value) : undefined;
    return level === undefined;
  });
  if (level !== undefined) return level;
  const isSerilog =
    seen.has(serilog.time) && (seen.has(serilog.template) || seen.has(serilog.message));
  return isSerilog && !seen.has('@l') ? 'info' : 'none';
};

export const isLevelKey = (key: string): boolean => keys.has(key.toLowerCase());

const ofValue = (key: string, value: string): LogLevel | undefined =>
  /^\d{1,4}$/.test(value) ? levelOfNumber(Number(value), key) : levelOfWord(value.trim());

const ofLetter = (value: string): LogLevel | undefined =>
  /^[FEWID]\d?$/.test(value) ? levelOfLetter(value.charAt(0)) : undefined;
