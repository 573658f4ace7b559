import { Lexer } from 'yaml';
import type { Report } from '../report.ts';
import type { Source } from './source.ts';

/** Above this many characters the tokens are counted before the file is parsed. */
const freeSize = 300_000;
const maxTokens = 200_000;
const maxSize = 5_000_000;

/** Refuses what would take seconds to parse: a person would wait, an editor would freeze. */
export const checkSize = (source: Source, report: Report): boolean => {
  const origin = { source, start: 0, end: 1 };
  if (source.text.includes('\0')) {
    report.at(origin, 'yaml-syntax', 'This is not a text file: it holds a NUL character.');
    return false;
  }
  if (opensTooDeep(source.text)) {
    report.at(origin, 'yaml-syntax', 'The file is nested too deeply.');
    return false;
  }
  if (source.text.length <= freeSize) return true;
  if (source.text.length <= maxSize && !hasManyTokens(source.text)) return true;
  const megabytes = (source.text.length / 1e6).toFixed(1);
  report.at(
    origin,
    'file-too-large',
    `The compose file is too large to read: ${megabytes} MB, of at most ${maxSize / 1e6} MB and ${maxTokens} tokens.`,
    { hint: 'Split it with `include`, or move data into files of their own.' },
  );
  return false;
};

/** More open brackets than a text has by chance: the parser's time grows with their square. */
const maxOpenBrackets = 2000;

const opensTooDeep = (text: string): boolean => {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open > maxOpenBrackets) return true;
  }
  return false;
};

const hasManyTokens = (text: string): boolean => {
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    if (token !== '') tokens += 1;
    if (tokens > maxTokens) return true;
  }
  return false;
};
