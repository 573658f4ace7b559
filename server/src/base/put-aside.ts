import { rename, stat } from 'node:fs/promises';
import type { Log } from './log.ts';

/** Keeps a file that cannot be understood under another name, so that it is not overwritten. */
export const putAside = async (
  path: string,
  { why, log }: { readonly why: string; readonly log: Log },
): Promise<void> => {
  for (let n = 1; n < 100; n++) {
    const aside = `${path}.corrupt-${n}`;
    if ((await stat(aside).catch(() => undefined)) !== undefined) continue;
    await rename(path, aside).catch(() => undefined);
    log.error(`${path} cannot be understood; it was kept as ${aside}.`, why);
    return;
  }
  log.error(`${path} cannot be understood, and 99 such files are kept already.`, why);
};
