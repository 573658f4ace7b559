import { dirname } from 'node:path';
import type { FileChange } from './change.ts';
import type { ReloadRule } from './rules/rule.ts';

/** What a rule is asked to do for one change. */
export interface Hit {
  readonly change: FileChange;
  readonly rule: ReloadRule;
}

/** Whether a rule brings this folder, as such, to containers. Its own folder is for the image to have. */
export const copiesFolder = (rule: ReloadRule, folder: string): boolean =>
  rule.target !== undefined && rule.path !== folder && rule.covers(folder);

/** Those folders that do not come or go by themselves with something that comes or goes in them. */
export const withoutAncestors = (
  folders: readonly Hit[],
  others: readonly Hit[],
): readonly Hit[] => {
  if (folders.length === 0) return [];
  const above = new Map<ReloadRule, Set<string>>();
  const markOf = ({ kind }: FileChange, path: string): string => `${kind} ${path}`;
  for (const { change, rule } of [...folders, ...others]) {
    const marks = above.get(rule) ?? new Set();
    above.set(rule, marks);
    let folder = dirname(change.path);
    while (folder !== dirname(folder) && !marks.has(markOf(change, folder))) {
      marks.add(markOf(change, folder));
      folder = dirname(folder);
    }
  }
  return folders.filter(
    ({ change, rule }) => above.get(rule)?.has(markOf(change, change.path)) !== true,
  );
};
