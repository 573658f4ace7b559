import type { LoadResult } from '../../compose/load-contract.ts';
import type { ReloadRule } from './rule.ts';

type DeclaredAt = Pick<ReloadRule, 'declaredAt'>;

/** Where the compose file says a thing, as a field of a rule. */
export const declaredAt = (
  locate: LoadResult['locate'],
  at: readonly (string | number)[],
): DeclaredAt => {
  const range = locate(at);
  return range === undefined
    ? {}
    : { declaredAt: { path: range.path, line: range.start.line + 1 } };
};
