import type { Described } from '../../catalog/described.ts';
import type { Finding } from '../../finding.ts';
import { rangeOf, type Origin } from '../../yaml/source.ts';

/** A change that mends it, in this file or in another. */
export interface ProblemFix {
  readonly title: string;
  readonly origin: Origin;
  readonly newText: string;
  /** There is no other sensible way. */
  readonly certain?: boolean;
}

export interface Problem {
  readonly finding: Finding;
  readonly origin: Origin;
  readonly fixes: readonly ProblemFix[];
}

interface Said {
  readonly message: string;
  readonly hint?: string;
  readonly related?: readonly { readonly message: string; readonly origin: Origin }[];
  readonly fixes?: readonly ProblemFix[];
}

export const problemOf = (
  { code, severity }: Described,
  origin: Origin,
  { message, hint, related = [], fixes = [] }: Said,
): Problem => ({
  origin,
  fixes,
  finding: {
    ...{ code, severity, message, range: rangeOf(origin) },
    ...(hint !== undefined && { hint }),
    ...(related.length > 0 && {
      related: related.map((each) => ({ message: each.message, range: rangeOf(each.origin) })),
    }),
  },
});
