import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import { systemCodeOf } from '../../base/error.ts';
import {
  fileFingerprint,
  linkFingerprint,
  openFile,
  permissionsOf,
  readLink,
  readSmallFile,
  smallBytes,
  type Fingerprint,
} from '../reconcile/fingerprint.ts';
import type { Owner } from './container-user.ts';
import { ExactContent } from './exact-content.ts';
import type { PlannedWrite, SkippedChange } from './look.ts';

/** Filled while the stream is read; whole once it has ended. */
export interface Packed {
  readonly stream: Readable;
  readonly done: { readonly target: string; readonly fingerprint: Fingerprint }[];
  readonly skipped: SkippedChange[];
  bytes: number;
}

interface PackOptions {
  readonly owner: Owner;
  /** The folder that the names are relative to. */
  readonly base: string;
  /** Folders to be made first, the outer before the inner. */
  readonly folders: readonly { readonly target: string; readonly mode: number }[];
}

/**
 * One tar stream of many files, read as fast as it is taken. It never fails: a file that cannot be
 * read, or has gone, is left out and said. Times are exact to the microsecond, since two saves within a
 * second are two to whoever compares times; everything belongs to `owner`.
 */
export const packWrites = (writes: readonly PlannedWrite[], options: PackOptions): Packed => {
  const tar = pack();
  const packed: Packed = { stream: Readable.from(blocksOf(tar)), done: [], skipped: [], bytes: 0 };
  fill(tar, writes, { ...options, packed }).then(
    () => {
      tar.finalize();
    },
    // Whoever took the stream wants no more of it.
    () => {
      tar.destroy();
    },
  );
  packed.stream.once('close', () => {
    tar.destroy();
  });
  return packed;
};

/** Small files come as many small parts; a part is a system call. */
const blockBytes = 64 * 1024;

async function* blocksOf(tar: Pack): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of tar as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size < blockBytes) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  yield Buffer.concat(parts);
}

interface FillOptions extends PackOptions {
  readonly packed: Packed;
}

const fill = async (
  tar: Pack,
  writes: readonly PlannedWrite[],
  options: FillOptions,
): Promise<void> => {
  const { base, owner, folders } = options;
  const nameOf = (target: string): string => target.slice(base === '/' ? 1 : base.length + 1);
  for (const { target, mode } of folders) {
    await addEntry(tar, { name: nameOf(target), type: 'directory', mode, ...owner });
  }
  for (const write of writes) {
    const header = { name: nameOf(write.target), ...owner, ...headerOf(write) };
    await addWrite(tar, { write, header, read: await read(write) }, options);
  }
};

type EntryHeader = Partial<Header> & Pick<Header, 'name'>;

const headerOf = ({ stats }: PlannedWrite): Partial<Header> => ({
  mode: permissionsOf(stats),
  mtime: stats.mtime,
  pax: { mtime: (stats.mtimeMs / 1000).toFixed(6) },
});

/** `later`: what is long is read in parts. */
type Read =
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'link'; readonly linkname: string }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'later' };

const read = async ({ path, kind, stats }: PlannedWrite): Promise<Read> => {
  if (kind === 'folder' || stats.size > smallBytes) return { kind: 'later' };
  try {
    if (kind === 'link') return { kind: 'link', linkname: await readLink(path) };
    // It is as long as what is read, whatever was true when it was looked at.
    return { kind: 'content', bytes: readSmallFile(path) };
  } catch (error) {
    return { kind: 'failed', why: whyUnread(error) };
  }
};

const whyUnread = (error: unknown): string => {
  const code = systemCodeOf(error) ?? 'unknown';
  return code === 'ENOENT' ? 'is gone again' : `cannot be read (${code})`;
};

interface Entry {
  readonly write: PlannedWrite;
  readonly header: EntryHeader;
  readonly read: Read;
}

const addWrite = async (tar: Pack, entry: Entry, { packed }: FillOptions): Promise<void> => {
  const { write, header, read } = entry;
  const { target } = write;
  const mode = permissionsOf(write.stats);
  if (write.kind === 'folder') await addEntry(tar, { ...header, type: 'directory' });
  else if (read.kind === 'failed') packed.skipped.push({ path: write.path, target, why: read.why });
  else if (read.kind === 'link') {
    await addEntry(tar, { ...header, type: 'symlink', linkname: read.linkname });
    packed.done.push({ target, fingerprint: linkFingerprint(read.linkname) });
  } else if (read.kind === 'content') {
    await addEntry(tar, { ...header, type: 'file' }, read.bytes);
    packed.bytes += read.bytes.length;
    packed.done.push({ target, fingerprint: fileFingerprint(mode, hash('sha1', read.bytes)) });
  } else await addLong(tar, entry, packed);
};

/** Read in parts, none of which stays in memory. */
const addLong = async (tar: Pack, { write, header }: Entry, packed: Packed): Promise<void> => {
  const { path, target, stats } = write;
  let file: FileHandle;
  try {
    file = await openFile(path);
  } catch (error) {
    packed.skipped.push({ path, target, why: whyUnread(error) });
    return;
  }
  try {
    const { size } = await file.stat();
    const content = new ExactContent(file, size);
    // The entry is not Node's own stream, but behaves as such.
    const entry = tar.entry({ ...header, type: 'file', size }) as unknown as Writable;
    await pipeline(Readable.from(content.parts()), entry);
    packed.bytes += size;
    if (content.isWhole) {
      packed.done.push({
        target,
        fingerprint: fileFingerprint(permissionsOf(stats), content.sha1.digest('hex')),
      });
    }
  } finally {
    await file.close();
  }
};

const addEntry = (tar: Pack, header: EntryHeader, content?: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => {
      if (error) reject(error);
      else resolve();
    };
    if (content === undefined) tar.entry(header, done);
    else tar.entry(header, content, done);
  });
