import { isContinuation } from '../../../../shared/src/logs/continuation.ts';
import type { LogFilter } from '../../../../shared/src/logs/filter.ts';
import { levelOf } from '../../../../shared/src/logs/level.ts';
import { plainText } from '../../../../shared/src/logs/plain.ts';
import { compileQuery } from '../../../../shared/src/logs/query.ts';
import type { LogRecord } from '../../../../server/src/logs/ring/contract.ts';

export interface NaiveLine extends LogRecord {
  readonly text: string;
  readonly ring: string;
}

/** Lines of several rings in the order that they have in a view: sorted as a whole. */
export const mergeNaively = (
  rings: ReadonlyMap<string, readonly LogRecord[]>,
): readonly NaiveLine[] =>
  [...rings]
    .flatMap(([ring, records]) => {
      let order = -Infinity;
      return records.map((record, index) => {
        order = Math.max(order, record.timeMs);
        return { ring, index, order, line: { ...record, ring, text: String(record.text) } };
      });
    })
    .sort(
      (a, b) =>
        a.order - b.order || (a.ring < b.ring ? -1 : a.ring > b.ring ? 1 : a.index - b.index),
    )
    .map(({ line }) => line);

/** What a filter shows, found the plain way: all lines in memory, every rule for itself. */
export const filterNaively = (
  lines: readonly NaiveLine[],
  { hidden, sinceMs = -Infinity, levels, query, context = 0 }: LogFilter,
): readonly NaiveLine[] => {
  const candidates = lines.filter(
    (line) => !hidden.includes(line.source) && line.timeMs >= sinceMs,
  );
  const groups = new Map<NaiveLine, NaiveLine[]>();
  const byLane = Map.groupBy(
    candidates,
    ({ ring, source, containerId }) => `${ring} ${source} ${containerId ?? ''}`,
  );
  for (const ofContainer of byLane.values()) {
    for (const stream of ['stdout', 'stderr']) {
      let group: NaiveLine[] | undefined;
      let previous: string | undefined;
      for (const line of ofContainer) {
        if (line.stream === 'marker') group = previous = undefined;
        if (line.stream !== stream) continue;
        const text = plainText(line.text);
        if (!isContinuation(text, previous) || group === undefined) group = [];
        if (text.trim() !== '') previous = text;
        group.push(line);
        groups.set(line, group);
      }
    }
  }
  const compiled = query === undefined ? undefined : compileQuery(query);
  const isLevel = (line: NaiveLine): boolean =>
    line.stream === 'marker' ||
    (levels?.includes(levelOf(groups.get(line)?.[0]?.text ?? '')) ?? true);
  const leveled = candidates.filter(isLevel);
  if (compiled === undefined) return leveled;
  const isMatch = (line: NaiveLine): boolean =>
    compiled.kind === 'pattern' &&
    (groups.get(line) ?? []).some(({ text }) => compiled.test(plainText(text)));
  const shown = new Set<NaiveLine>();
  for (const ofContainer of Map.groupBy(
    leveled.filter(({ stream }) => stream !== 'marker'),
    ({ ring, source, containerId }) => `${ring} ${source} ${containerId ?? ''}`,
  ).values()) {
    for (const [index, line] of ofContainer.entries()) {
      if (!isMatch(line)) continue;
      const around = ofContainer.slice(Math.max(0, index - context), index + context + 1);
      for (const each of around) shown.add(each);
    }
  }
  return leveled.filter((line) => line.stream === 'marker' || shown.has(line));
};
