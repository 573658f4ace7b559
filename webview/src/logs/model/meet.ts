import type { PageLine } from '#shared/panels/logs';
import type { LogPosition } from '#shared/protocol/logs';

/** What follows a line in a reading; nothing is known when the line is not in it. */
export const linesAfter = (
  lines: readonly PageLine[],
  at: LogPosition | undefined,
): readonly PageLine[] | undefined => {
  const index = at === undefined ? -1 : lines.findLastIndex((line) => line.at === at);
  return index === -1 ? undefined : lines.slice(index + 1);
};

/**
 * Of lines that came by themselves while the end was being read, those that are newer than what was
 * read: they may be in it, or even be older than its first.
 */
export const newerThan = (
  read: readonly PageLine[],
  live: readonly PageLine[],
): readonly PageLine[] => {
  const [first] = read;
  if (first === undefined) return live;
  const known = new Set(read.map(({ at }) => at));
  const last = live.findLastIndex(({ at }) => at !== undefined && known.has(at));
  return live.slice(last + 1).filter(({ timeMs }) => timeMs >= first.timeMs);
};
