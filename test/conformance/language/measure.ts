import { isDeepStrictEqual } from 'node:util';
import { ask, methods } from './ask.ts';
import type { FeatureCase } from './cases.ts';

export interface FeatureShare {
  readonly feature: string;
  readonly total: number;
  readonly equal: number;
  readonly missed: readonly string[];
}

/** Every feature that HyperBox has, over all its cases. */
export const measure = async (cases: readonly FeatureCase[]): Promise<readonly FeatureShare[]> => {
  const shares: FeatureShare[] = [];
  for (const feature of Object.keys(methods)) {
    const own = cases.filter((each) => each.feature === feature);
    const missed: string[] = [];
    for (const each of own) {
      const answer = await ask(each).catch((error: unknown) => String(error));
      const theirs = normal(each.expected);
      const ours = normal(answer, !JSON.stringify(theirs).includes('"tooltip"'));
      if (isDeepStrictEqual(ours, theirs)) continue;
      missed.push(
        [each.id, each.test, JSON.stringify(ours), JSON.stringify(theirs)].join('\n    '),
      );
    }
    shares.push({ feature, total: own.length, equal: own.length - missed.length, missed });
  }
  return shares;
};

/** Nothing is nothing; lists of places and edits have no order; not all servers have tooltips. */
const normal = (value: unknown, withoutTooltips = false): unknown => {
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    const items = value.map((item) => normal(item, withoutTooltips));
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(withoutTooltips && key === 'tooltip'))
      .map(([key, each]) => [key, normal(each, withoutTooltips)]),
  );
};
