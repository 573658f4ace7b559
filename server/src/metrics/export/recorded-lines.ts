/** Lines of a service that were recorded; `project` is empty for a container that is of none. */
export interface RecordedLines {
  readonly project: string;
  /** Or the name of a container that is of no service. */
  readonly service: string;
  readonly count: number;
}

interface Line {
  readonly source: string;
  readonly stream: string;
}

/** Lines that came together, by service. Markers are nobody's lines. */
export const countBySource = (
  project: string | undefined,
  lines: readonly Line[],
): readonly RecordedLines[] => {
  const counts = new Map<string, number>();
  for (const { source, stream } of lines) {
    if (stream !== 'marker') counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return Array.from(counts, ([service, count]) => ({ project: project ?? '', service, count }));
};
