import type { Run } from '#shared/logs/ansi/row';
import type { Match } from '#shared/logs/query';

export interface Segment extends Run {
  /** Which of the line's matches this is part of. */
  readonly match?: number;
}

/** Cuts runs where matches begin and end, so that each piece has one style and one highlight. */
export const segmentsOf = (runs: readonly Run[], matches: readonly Match[]): readonly Segment[] => {
  if (matches.length === 0) return runs;
  const segments: Segment[] = [];
  let offset = 0;
  let next = 0;
  for (const { text, style } of runs) {
    let at = 0;
    while (at < text.length) {
      let match = matches[next];
      while (match !== undefined && match.end <= offset + at) match = matches[++next];
      const inside = match !== undefined && match.start <= offset + at;
      const edge = match === undefined ? Infinity : (inside ? match.end : match.start) - offset;
      const end = Math.min(text.length, edge);
      segments.push({ text: text.slice(at, end), style, ...(inside && { match: next }) });
      at = end;
    }
    offset += text.length;
  }
  return segments;
};
