import { invalidByte } from '../files/read-text.ts';
import type { Report } from '../report.ts';
import type { Source } from './source.ts';

/** Above this many characters the values are counted before the file is parsed. */
const freeSize = 300_000;
const maxValues = 200_000;
const maxSize = 5_000_000;

/** Refuses what would take seconds to parse: a person would wait, an editor would freeze. */
export const checkSize = (source: Source, report: Report): boolean => {
  const origin = { source, start: 0, end: 1 };
  if (!isText(source, report)) return false;
  if (opensTooDeep(source.text)) {
    report.at(origin, 'yaml-syntax', 'The file is nested too deeply.');
    return false;
  }
  if (source.text.length <= freeSize) return true;
  if (source.text.length <= maxSize && !hasManyValues(source.text)) return true;
  const megabytes = (source.text.length / 1e6).toFixed(1);
  report.at(
    origin,
    'file-too-large',
    `The compose file is too large to read: ${megabytes} MB, of at most ${maxSize / 1e6} MB and ${maxValues} values.`,
    { hint: 'Split it with `include`, or move data into files of their own.' },
  );
  return false;
};

/** What YAML does not allow: control characters but tabs and line ends. Source: YAML 1.2, 5.1. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\uFFFE\uFFFF]/;

const isText = (source: Source, report: Report): boolean => {
  const start = source.text.search(forbidden);
  if (start === -1) return true;
  const character = source.text[start] ?? '';
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  report.at(
    { source, start, end: start + 1 },
    'yaml-syntax',
    character === invalidByte
      ? 'This is no UTF-8.'
      : `The control character U+${code} is not allowed in YAML.`,
    {
      hint:
        character === invalidByte
          ? 'Save the file as UTF-8.'
          : 'Write it escaped, in double quotes, or remove it.',
    },
  );
  return false;
};

/** More open brackets than a text has by chance: the parser's time grows with their square. */
const maxOpenBrackets = 2000;

const opensTooDeep = (text: string): boolean => {
  if (countOf('[', text, maxOpenBrackets) + countOf('{', text, maxOpenBrackets) <= maxOpenBrackets)
    return false;
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open > maxOpenBrackets) return true;
  }
  return false;
};

/** Line ends and what separates values: a text has a value or two for each, and these take the time. */
const hasManyValues = (text: string): boolean => {
  let values = 0;
  for (const each of ['\n', ':', ',']) {
    values += countOf(each, text, maxValues);
    if (values > maxValues) return true;
  }
  return false;
};

/** Or one more than `most`. */
const countOf = (character: string, text: string, most: number): number => {
  let count = 0;
  let at = text.indexOf(character);
  while (at !== -1 && count <= most) {
    count += 1;
    at = text.indexOf(character, at + 1);
  }
  return count;
};
