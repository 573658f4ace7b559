import { relative, sep } from 'node:path';
import ignore from 'ignore';

/** Whether the user's own patterns leave a file alone, as a `.gitignore` at the root of its folder. */
export const ignoredBySettings = (
  patterns: readonly string[],
  folders: readonly string[],
): ((file: string) => boolean) | undefined => {
  if (patterns.length === 0) return undefined;
  const rules = ignore().add([...patterns]);
  return (file) =>
    folders.some((folder) => {
      const inside = relative(folder, file).split(sep).join('/');
      return inside !== '' && !inside.startsWith('..') && rules.ignores(inside);
    });
};
