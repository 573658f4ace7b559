import { createHash, hash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, type Stats } from 'node:fs';
import { lstat, open, readlink, type FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';

/**
 * What makes a file the same as another: its permissions and its content, or where a link leads.
 * `755 2fd4e1…` of a file, `-> ../shared/config` of a symbolic link.
 */
export type Fingerprint = string;

export const fileFingerprint = (mode: number, sha1: string): Fingerprint =>
  `${mode.toString(8)} ${sha1}`;

export const linkFingerprint = (linkname: string): Fingerprint => `-> ${linkname}`;

/** The parts of a file's fingerprint; `undefined` for a link. */
export const readFingerprint = (
  fingerprint: Fingerprint,
): { readonly mode: number; readonly content: string } | undefined => {
  const [, mode, content] = /^([0-7]+) (\w+)$/.exec(fingerprint) ?? [];
  return mode === undefined || content === undefined
    ? undefined
    : { mode: parseInt(mode, 8), content };
};

/**
 * The permissions that a container gets. Windows has none to give: there all may be executed, as the
 * docker CLI sends it, and a folder can be entered by all.
 */
export const permissionsOf = ({ mode }: Pick<Stats, 'mode'>): number =>
  sep === '\\' ? 0o755 : mode & 0o7777;

/** A link's end, as a container writes it. */
export const readLink = async (path: string): Promise<string> =>
  (await readlink(path)).split(sep).join('/');

/**
 * Opens a file, never what a link at its place leads to, and never waits for a pipe's other end.
 * Windows has neither flag, which then counts as none.
 */
const asFile = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
export const openFile = (path: string): Promise<FileHandle> => open(path, asFile);

/** The content of a small file, read on this thread: to hand each of its steps to another takes longer. */
export const readSmallFile = (path: string): Buffer => {
  const file = openSync(path, asFile);
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
};

/** Files of this size are read at once; longer ones in parts. */
export const smallBytes = 256 * 1024;

/** `undefined` for what is not there, cannot be read, or is neither file nor link. */
export const fingerprintOf = async (
  path: string,
  stats?: Stats,
): Promise<Fingerprint | undefined> => {
  try {
    const found = stats ?? (await lstat(path));
    if (found.isSymbolicLink()) return linkFingerprint(await readLink(path));
    if (!found.isFile()) return undefined;
    const mode = permissionsOf(found);
    if (found.size <= smallBytes) return fileFingerprint(mode, hash('sha1', readSmallFile(path)));
    const file = await openFile(path);
    try {
      const sha1 = createHash('sha1');
      const content = file.createReadStream({ autoClose: false, highWaterMark: smallBytes });
      for await (const part of content as AsyncIterable<Buffer>) sha1.update(part);
      return fileFingerprint(mode, sha1.digest('hex'));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
};
