import { isAbsolute, relative, sep } from 'node:path';
import type { Around } from './input.ts';

/** A path as people write it in the compose file: `./src`; in full where it lies elsewhere. */
export const shown = ({ input: { model } }: Around, path: string): string => {
  const inside = relative(model.workingDir, path);
  if (inside === '') return '.';
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return path;
  return `./${inside.split(sep).join('/')}`;
};
