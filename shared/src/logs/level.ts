import type { LogLevel } from './filter.ts';
import { plainText } from './plain.ts';

const words: Readonly<Record<string, LogLevel>> = {
  fatal: 'fatal',
  critical: 'fatal',
  panic: 'fatal',
  error: 'error',
  warning: 'warn',
  warn: 'warn',
  info: 'info',
  debug: 'debug',
  trace: 'trace',
};

const named = Object.keys(words).join('|');
const places = [
  new RegExp(`^(?:[\\d.,:TZ/+-]+\\s+)*\\[?(${named})\\]?(?=[\\s:])`, 'i'),
  new RegExp(`\\b(?:level|lvl|severity)"?[=:]\\s?"?(${named})\\b`, 'i'),
];

/** What a line says of its level; `none` when it says nothing. */
export const levelOf = (text: string): LogLevel => {
  const head = plainText(text.slice(0, 500));
  for (const place of places) {
    const word = place.exec(head)?.[1];
    if (word !== undefined) return words[word.toLowerCase()] ?? 'none';
  }
  return 'none';
};
