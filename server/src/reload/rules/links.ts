import { join, relative } from 'node:path';
import type { RulesInput } from './input.ts';
import { isInside } from './paths.ts';
import type { ReloadRule } from './rule.ts';

/**
 * A rule, and the same for where its path really is: who edits a file there knows nothing of the
 * symbolic link that leads to it, and a watcher follows none.
 */
export const withLinks = (rule: ReloadRule, links: RulesInput['links']): readonly ReloadRule[] => {
  const real = links.get(rule.path);
  if (real === undefined) return [rule];
  const throughLink = (path: string): string => join(rule.path, relative(real, path));
  return [
    rule,
    {
      ...rule,
      path: real,
      covers: (file) => isInside(file, real) && rule.covers(throughLink(file)),
      mayCoverIn: (folder) =>
        isInside(real, folder) || (isInside(folder, real) && rule.mayCoverIn(throughLink(folder))),
    },
  ];
};
