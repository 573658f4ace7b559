import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { HyperBoxError, messageOf, systemCodeOf } from '../../base/error.ts';
import type { LogView } from '../ring/contract.ts';

export interface SaveTo {
  readonly path: string;
  readonly format: 'text' | 'ndjson';
  readonly signal: AbortSignal;
}

/** Writes what a view shows beside the file and renames it over that: a save that is cancelled leaves nothing. */
export const saveView = async (
  view: Pick<LogView, 'save'>,
  { path, format, signal }: SaveTo,
): Promise<number> => {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      const count = await view.save({ format, signal, write: (text) => file.appendFile(text) });
      await file.close();
      await rename(temporary, path);
      return count;
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof HyperBoxError) throw error;
    const isFull = systemCodeOf(error) === 'ENOSPC';
    throw new HyperBoxError(
      isFull ? 'disk-full' : 'invalid-input',
      `Cannot save the log to ${path}: ${messageOf(error)}`,
      {
        hint: 'Choose a folder that you may write to, with enough room.',
        cause: error,
      },
    );
  }
};
