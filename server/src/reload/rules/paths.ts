import { posix, relative, sep } from 'node:path';

/** Whether it is the folder itself or lies in it. */
export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The same of paths in containers. */
export const isTargetInside = (target: string, folder: string): boolean =>
  target === folder || target.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** From a folder to what lies in it, with slashes; empty for the folder itself. */
export const inFolder = (path: string, folder: string): string => {
  // Asked for each file of a burst by each rule: `relative` takes its time.
  const inside = isInside(path, folder)
    ? path.slice(folder.endsWith(sep) ? folder.length : folder.length + 1)
    : relative(folder, path);
  return sep === '/' ? inside : inside.split(sep).join('/');
};

/** Where a container has a file that it has through `path` at `target`. */
export const throughTo = (file: string, path: string, target: string): string =>
  posix.join(target, inFolder(file, path)).replace(/(?<=.)\/$/, '');

/** The other way: which file of the host a container has at a place, through `path` at `target`. */
export const throughFrom = (place: string, path: string, target: string): string =>
  path + place.slice(target.replace(/\/$/, '').length).split('/').join(sep);

/** Those that lie in no other of them, each once. */
export const outermost = (paths: readonly string[]): readonly string[] => {
  const all = [...new Set(paths)];
  return all.filter((path) => !all.some((other) => other !== path && isInside(path, other)));
};
