import { isDeepStrictEqual } from 'node:util';
import { normalizeConfig, type NormalizeOptions } from './normalize.ts';

/** True when the two print the same after normalisation, else the first place that differs. */
export const compareConfigs = (
  actual: unknown,
  expected: unknown,
  options: NormalizeOptions,
): true | string => {
  const ours = normalizeConfig(JSON.parse(JSON.stringify(actual)), options);
  const theirs = normalizeConfig(expected, options);
  return isDeepStrictEqual(ours, theirs) || firstDifference(ours, theirs, '');
};

const firstDifference = (ours: unknown, theirs: unknown, path: string): string => {
  if (isObject(ours) && isObject(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      if (!isDeepStrictEqual(ours[key], theirs[key])) {
        return firstDifference(ours[key], theirs[key], `${path}.${key}`);
      }
    }
  }
  return `${path}: ours ${JSON.stringify(ours)} theirs ${JSON.stringify(theirs)}`;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
