import { isGenerated } from '../generated.ts';
import type { Around } from './input.ts';
import { isInside } from './paths.ts';
import type { ReloadRule } from './rule.ts';

type Fields = Omit<ReloadRule, 'service' | 'initialSync' | 'covers' | 'mayCoverIn' | 'except'> & {
  readonly except?: readonly string[];
  /** What of its path it is not for, beside what tools and editors write. */
  readonly isOut?: (path: string) => boolean;
  /** Whether nothing of a folder can count. */
  readonly isFolderOut?: (folder: string) => boolean;
};

/** A rule that was found out: what tools and editors write never counts, nor what the user rules out. */
export const derivedRule = (
  { name, input: { ignored = () => false } }: Around,
  { isOut = () => false, isFolderOut = isOut, except = [], ...fields }: Fields,
): ReloadRule => ({
  ...fields,
  service: name,
  initialSync: false,
  except,
  covers: (file) =>
    isInside(file, fields.path) &&
    !isGenerated(file, fields.path) &&
    !isOut(file) &&
    !ignored(file),
  mayCoverIn: (folder) =>
    isInside(fields.path, folder) ||
    (isInside(folder, fields.path) && !isGenerated(folder, fields.path) && !isFolderOut(folder)),
});

/** A rule for one file, whatever it is called. */
export const fileRule = (
  { name }: Around,
  fields: Omit<ReloadRule, 'service' | 'initialSync' | 'covers' | 'mayCoverIn' | 'except'>,
): ReloadRule => ({
  ...fields,
  service: name,
  initialSync: false,
  except: [],
  covers: (file) => file === fields.path,
  mayCoverIn: (folder) => isInside(fields.path, folder),
});
