import { originOf } from '../locate.ts';
import type { ComposeModel } from '../model.ts';
import type { Report } from '../report.ts';
import type { MapNode, Path } from '../yaml/tree.ts';
import type { Rule } from './rule.ts';

/** Every rule; its code is what settings, tests and documents know it by. */
export const rules: readonly Rule[] = [];

/** Runs every rule over the model and reports what they find, where it was written. */
export const checkRules = (model: ComposeModel, root: MapNode, report: Report): void => {
  const originAt = (at: Path): MapNode['origin'] => originOf(root, at) ?? root.origin;
  for (const { code, severity, check } of rules) {
    for (const { at, message, hint, related } of check({ model })) {
      report.at(originAt(at), code, message, {
        severity,
        hint,
        path: at,
        ...(related !== undefined && {
          related: related.map((entry) => ({
            message: entry.message,
            origin: originAt(entry.at),
          })),
        }),
      });
    }
  }
};
