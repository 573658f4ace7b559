import { hash } from 'node:crypto';
import { lstatSync, readlinkSync, type BigIntStats } from 'node:fs';
import { systemCodeOf } from '../base/error.ts';
import { isNamedSo } from '../base/on-disk.ts';
import { readSmallFile } from './reconcile/fingerprint.ts';
import { isWarm } from './warm.ts';

/** What there is at a path, as far as it matters whether it is the same as before. */
export interface Look {
  /** When this is the same as before, so is the rest, unless the file was still warm. */
  readonly stamp: string;
  /** A digest of the content and the mode, or `folder`; absent where there is nothing of these. */
  readonly content: string | undefined;
  /** When its content, mode or place last changed. */
  readonly changedAtMs: number;
  /** It was written so shortly before that another write may leave the same times. */
  readonly warm: boolean;
}

/** Longer files are told apart by their times and size. */
const maxHashedBytes = 1024 * 1024;

/** Its times do not count: they are those of what is in it. */
export const folder: Look = { stamp: 'folder', content: 'folder', changedAtMs: 0, warm: false };
export const absent: Look = { stamp: 'absent', content: undefined, changedAtMs: 0, warm: false };

export interface LookOptions {
  readonly before: Look | undefined;
  readonly nowMs: number;
  /** Whether the file system finds `a` also when its name is `A`. */
  readonly foldsCase: boolean;
}

/**
 * Reads a file only where its times do not say that it is the same. It was just written, so that it is in
 * memory and read at once, not on another thread: of a checkout's thousands that takes a tenth of the time.
 */
export const lookAtFile = async (path: string, options: LookOptions): Promise<Look> => {
  const { before, nowMs, foldsCase } = options;
  const found = statsOf(path);
  if (found === undefined || !(found.isFile() || found.isSymbolicLink() || found.isDirectory())) {
    return absent;
  }
  if (foldsCase && !(await isNamedSo(path))) return absent;
  if (found.isDirectory()) return folder;
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  const stamp = [dev, ino, size, mtimeNs, ctimeNs].join(':');
  if (before?.stamp === stamp && !before.warm) return before;
  const content = contentOf(path, found);
  if (content === undefined) return absent;
  const changedAtMs = Number(found.ctimeNs) / 1e6;
  return { stamp, content, changedAtMs, warm: isWarm(changedAtMs, nowMs) };
};

const statsOf = (path: string): BigIntStats | undefined => {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

const contentOf = (path: string, found: BigIntStats): string | undefined => {
  try {
    if (found.isSymbolicLink()) return `link ${readlinkSync(path)}`;
    const mode = (found.mode & 0o7777n).toString(8);
    if (found.size > maxHashedBytes)
      return `${mode} ${String(found.size)} ${String(found.mtimeNs)} ${String(found.ino)}`;
    return `${mode} ${hash('sha1', readSmallFile(path), 'base64')}`;
  } catch (error) {
    // It went in between; or we may not read it, which is all that is known of it then.
    return systemCodeOf(error) === 'ENOENT'
      ? undefined
      : `unreadable ${String(found.mtimeNs)} ${String(found.size)}`;
  }
};
