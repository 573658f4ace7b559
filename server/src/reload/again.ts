import { lstat } from 'node:fs/promises';
import type { ReloadItem } from '#shared/protocol/reload';
import type { HeardChange, ReloadJob } from './job.ts';

/** What a row of the timeline did, with its files as they are now. */
export const jobAgain = async (row: ReloadItem, nowMs: number): Promise<ReloadJob> => {
  const changes = row.files.map(async (path): Promise<[string, HeardChange]> => {
    const found = await lstat(path).catch(() => undefined);
    const kind = found === undefined ? 'removed' : 'written';
    const change = { path, kind, cause: 'again', savedAtMs: nowMs, heardAtMs: nowMs } as const;
    return [path, found?.isDirectory() === true ? { ...change, isFolder: true } : change];
  });
  return {
    services: new Set([row.service]),
    changes: new Map(await Promise.all(changes)),
    catchUp: row.fileCount > row.files.length,
  };
};
