import type { LogLine } from '../protocol/logs.ts';
import { levelOf } from './level.ts';
import { fullText } from './plain.ts';

export interface FormattedLine extends Pick<
  LogLine,
  'timeMs' | 'source' | 'stream' | 'text' | 'containerId'
> {
  /** As the engine gives it, with nanoseconds. */
  readonly time?: string;
}

export type LineFormat = 'text' | 'ndjson';

/** A line of a saved log, in full length and without control sequences, with its line end. */
export const formatLine = (line: FormattedLine, format: LineFormat): string =>
  formats[format](line);

const formats: Readonly<Record<LineFormat, (line: FormattedLine) => string>> = {
  text: ({ timeMs, source, text }) =>
    `${new Date(timeMs).toISOString()} ${source} | ${fullText(text)}\n`,
  ndjson: ({ time, timeMs, source, containerId, stream, text }) => {
    const record = {
      time: time ?? new Date(timeMs).toISOString(),
      source,
      containerId,
      stream,
      level: stream === 'marker' ? 'none' : levelOf(text),
      message: fullText(text),
    };
    return `${JSON.stringify(record)}\n`;
  },
};
