import { dirname } from 'node:path';
import { isGenerated } from '../generated.ts';
import type { Around } from './input.ts';
import { isInside } from './paths.ts';
import { remembered } from './remembered.ts';
import type { ReloadRule } from './rule.ts';

type Fields = Omit<ReloadRule, 'service' | 'initialSync' | 'covers' | 'mayCoverIn' | 'except'> & {
  readonly except?: readonly string[];
  /** What of its path it is for; all, where nothing is said. */
  readonly matches?: (path: string) => boolean;
  /** What of that it is not for, beside what tools and editors write. */
  readonly isOut?: (path: string) => boolean;
  /** Whether nothing of a folder can count. */
  readonly isFolderOut?: (folder: string) => boolean;
};

/** A rule that was found out: what tools and editors write never counts, nor what the user rules out. */
export const derivedRule = (
  { name, input: { ignored = () => false } }: Around,
  {
    matches = () => true,
    isOut = () => false,
    isFolderOut = isOut,
    except = [],
    ...fields
  }: Fields,
): ReloadRule => {
  const { path } = fields;
  const isInGenerated = remembered((folder) => isGenerated(folder, path));
  return {
    ...fields,
    service: name,
    initialSync: false,
    except,
    // Asked for each file of a burst: what costs least comes first.
    covers: (file) =>
      isInside(file, path) &&
      matches(file) &&
      (file === path || !(isInGenerated(dirname(file)) || isGenerated(file, dirname(file)))) &&
      !isOut(file) &&
      !ignored(file),
    mayCoverIn: (folder) =>
      isInside(path, folder) ||
      (isInside(folder, path) && !isInGenerated(folder) && !isFolderOut(folder)),
  };
};

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
