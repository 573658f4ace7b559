import { dirname } from 'node:path';
import type { ReloadRule } from './rules/rule.ts';

/** What has to be watched for rules to be acted on, and for them to stay true; none lies within another. */
export const rulePaths = (
  rules: readonly ReloadRule[],
  read: readonly string[] = [],
): readonly string[] => {
  const paths = new Set([...rules.map(({ path }) => path), ...read]);
  return [...paths].filter((path) => !isCovered(path, paths)).sort();
};

const isCovered = (path: string, paths: ReadonlySet<string>): boolean => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (folder !== path && paths.has(folder)) return true;
    if (folder === dirname(folder)) return false;
  }
};
