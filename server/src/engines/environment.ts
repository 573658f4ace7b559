import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { systemCodeOf } from '../base/error.ts';

/** What detection may look at, so that a test can describe any machine. */
export interface EngineEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homedir: string;
  readonly files: EngineFiles;
}

export interface EngineFiles {
  exists(path: string): Promise<boolean>;
  /** The text of a file; `undefined` when there is none. Other failures are errors. */
  read(path: string): Promise<string | undefined>;
  /** The names in a folder; none when there is no such folder. */
  names(folder: string): Promise<readonly string[]>;
  /** The path without links; itself when that cannot be told. */
  resolve(path: string): Promise<string>;
}

export const systemFiles: EngineFiles = {
  exists: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  read: (path) =>
    readFile(path, 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    }),
  names: (folder) => readdir(folder).catch(() => []),
  resolve: (path) => realpath(path).catch(() => path),
};

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '');
