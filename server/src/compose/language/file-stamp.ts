import { stat } from 'node:fs/promises';

/** What is another when the file or the folder is: when it was written, how large it is, which it is. */
export const fileStamp = async (path: string): Promise<string> => {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return [mtimeMs, size, ino].join('\0');
  } catch {
    return 'absent';
  }
};
