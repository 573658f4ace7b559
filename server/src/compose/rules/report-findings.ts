import type { Severity } from '../finding.ts';
import { originOf } from '../locate.ts';
import type { Report } from '../report.ts';
import type { MapNode, Path } from '../yaml/tree.ts';
import type { RuleFinding } from './rule.ts';

/** Reports what a rule or an advice found, where it was written. */
export const reportFindings = (
  found: Iterable<RuleFinding>,
  { code, severity }: { readonly code: string; readonly severity: Severity },
  root: MapNode,
  report: Report,
): void => {
  const originAt = (at: Path): MapNode['origin'] => originOf(root, at) ?? root.origin;
  for (const { at, origin, message, hint, related } of found) {
    report.at(origin ?? originAt(at), code, message, {
      severity,
      hint,
      path: at,
      ...(related !== undefined && {
        related: related.map((entry) => ({
          message: entry.message,
          origin: entry.origin ?? originAt(entry.at),
        })),
      }),
    });
  }
};
