import { join } from 'node:path';
import { deferred } from '../../base/deferred.ts';
import { isCancelled } from '../../base/error.ts';
import { withFileLock } from '../../base/file-lock.ts';

/** Gives back what was taken. */
export type Release = () => Promise<void>;

/**
 * Makes this process the only one that writes to a ring or removes it; `undefined` when another one,
 * or another part of this one, has it.
 */
export const takeRing = async (root: string, name: string): Promise<Release | undefined> => {
  const taken = deferred<boolean>();
  const end = deferred<undefined>();
  const held = withFileLock(
    { folder: join(root, 'locks'), key: name, signal: AbortSignal.abort() },
    () => {
      taken.resolve(true);
      return end.promise;
    },
  );
  held.catch((error: unknown) => {
    if (isCancelled(error)) taken.resolve(false);
    else taken.reject(error);
  });
  if (!(await taken.promise)) return undefined;
  return async () => {
    end.resolve(undefined);
    await held;
  };
};
