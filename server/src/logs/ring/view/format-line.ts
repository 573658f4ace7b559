import { levelOf } from '#shared/logs/level';
import { fullText } from '#shared/logs/plain';
import type { KeptLine, SaveOptions } from '../contract.ts';

const formats: Readonly<Record<SaveOptions['format'], (line: KeptLine) => string>> = {
  text: ({ time, source, text }) => `${time} ${source} | ${fullText(text)}`,
  ndjson: ({ time, source, stream, text }) =>
    JSON.stringify({ time, source, stream, level: levelOf(text), message: fullText(text) }),
};

/** A line as it is saved, without its end. */
export const formatLine = (line: KeptLine, format: SaveOptions['format']): string =>
  formats[format](line);
