import type { PageLine } from '#shared/panels/logs';
import type { LogLine } from '#shared/protocol/logs';

/** A line as the page gets it: nothing that it does not show or need. */
export const pageLine = ({ at, timeMs, source, stream, text }: LogLine): PageLine => ({
  ...(at !== undefined && { at }),
  timeMs,
  source,
  stream,
  text,
});
