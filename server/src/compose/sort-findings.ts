import type { Finding } from './finding.ts';

/** By file in the order of `paths`, then by place. */
export const sortFindings = (
  findings: readonly Finding[],
  paths: readonly string[],
): readonly Finding[] => {
  const order = new Map(paths.map((path, index) => [path, index]));
  const rank = ({ range }: Finding): number => order.get(range.path) ?? paths.length;
  return findings.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
};
