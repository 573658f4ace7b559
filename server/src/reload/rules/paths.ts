import { posix, relative, sep } from 'node:path';

/** Whether it is the folder itself or lies in it. */
export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

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

/** The same of paths in containers. */
export const isTargetInside = (target: string, folder: string): boolean =>
  target === folder || target.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
