import { relative, sep } from 'node:path';

/** As somebody in this folder would write it: "./src", "../shared". */
export const shownPath = (path: string, folder: string): string => {
  const way = relative(folder, path).split(sep).join('/');
  if (way === '') return './';
  return way.startsWith('..') ? way : `./${way}`;
};
