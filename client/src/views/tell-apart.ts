import type { ProjectId } from '#shared/protocol/ids';
import type { ProjectItem } from '#shared/protocol/projects';

/**
 * Projects that share a name, each with the end of its directory that no other of that name has:
 * "one/shop" and "two/shop". Two of one name and directory cannot be told apart so.
 */
export const tellApart = (projects: readonly ProjectItem[]): ReadonlyMap<ProjectId, string> => {
  const named = Map.groupBy(projects, ({ name }) => name);
  return new Map(
    [...named.values()]
      .filter((group) => group.length > 1)
      .flatMap((group) => group.map(({ id, directory }) => [id, shortestOwn(directory, group)])),
  );
};

const shortestOwn = (directory: string, group: readonly ProjectItem[]): string => {
  const parts = partsOf(directory);
  const others = group.map((item) => partsOf(item.directory));
  for (let length = 1; length < parts.length; length++) {
    const end = parts.slice(-length).join('/');
    if (others.filter((other) => other.slice(-length).join('/') === end).length === 1) return end;
  }
  return directory;
};

const partsOf = (directory: string): readonly string[] => directory.split(/[\\/]/).filter(Boolean);
