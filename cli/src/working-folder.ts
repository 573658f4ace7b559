import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/**
 * Where a command runs. Behind a symbolic link the shell knows the name that the user went by, which
 * is the one that Compose names projects and resolves paths by (Go's `os.Getwd`); Node does not.
 *
 * @param said what `PWD` holds; somebody may have passed it on from another folder
 */
export const workingFolder = (actual: string, said: string | undefined): string => {
  if (said === undefined || said === actual || !isAbsolute(said)) return actual;
  const [here, there] = [actual, said].map((folder) => statSync(folder, { throwIfNoEntry: false }));
  return there !== undefined && here?.dev === there.dev && here.ino === there.ino ? said : actual;
};
