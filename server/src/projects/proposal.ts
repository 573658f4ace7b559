import { writeFile } from 'node:fs/promises';
import type { Proposal } from '#shared/protocol/projects';
import { HyperBoxError, messageOf, systemCodeOf } from '../base/error.ts';

/** Writes the proposed compose file, never over one that is there. */
export const saveProposal = async ({
  path,
  text,
}: Proposal): Promise<{ readonly path: string }> => {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return { path };
  } catch (error) {
    const code = systemCodeOf(error) ?? '';
    const known = faults[code];
    if (known === undefined) {
      throw new HyperBoxError('internal', `${path} could not be written: ${messageOf(error)}`, {
        cause: error,
      });
    }
    throw new HyperBoxError(known.code, `${path} ${known.message}`, {
      hint: known.hint,
      cause: error,
    });
  }
};

const readOnly = {
  code: 'unsupported',
  message: 'cannot be written: the folder is read-only for you.',
  hint: 'Change the permissions of the folder, or start the project without saving.',
} as const;
const faults: Readonly<
  Record<
    string,
    { readonly code: HyperBoxError['code']; readonly message: string; readonly hint: string }
  >
> = {
  EEXIST: {
    code: 'conflict',
    message: 'is there already and was left as it is.',
    hint: 'Rename or remove that file to save the proposed one.',
  },
  ENOENT: {
    code: 'not-found',
    message: 'cannot be written: its folder is gone.',
    hint: 'Create the folder again.',
  },
  ENOSPC: {
    code: 'disk-full',
    message: 'cannot be written: the disk is full.',
    hint: 'Free some space.',
  },
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
};
