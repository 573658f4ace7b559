import { createWriteStream } from 'node:fs';
import { chmod, link, lstat, mkdir, rm, symlink, utimes } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import { HyperBoxError } from '../base/error.ts';

export interface ExtractOptions {
  readonly signal: AbortSignal;
  /** How many bytes of file content were written since the last call. */
  readonly onBytes: (count: number) => void;
}

/**
 * Unpacks a tar stream that nobody vouches for into `folder`, which should be empty. Nothing is ever
 * written outside of it: names must stay inside, symbolic links are kept as they are but never walked
 * through, hard links must point at what was unpacked. Devices and sockets are left out.
 */
export const extractTar = async (
  tar: Readable,
  folder: string,
  { signal, onBytes }: ExtractOptions,
): Promise<void> => {
  const unpacked = extract();
  const folders: { readonly path: string; readonly header: Header }[] = [];
  // Its streams are not Node's own, but behave as such.
  const reading = pipeline(tar, unpacked as unknown as Writable, { signal });
  const writing = (async () => {
    for await (const entry of unpacked) {
      const { header } = entry;
      const path = await placeOf(folder, header.name);
      if (path !== undefined) {
        await writeEntry({ header, content: counted(entry, onBytes), path, folder });
        if (header.type === 'directory') folders.push({ path, header });
      }
      entry.resume();
    }
  })();
  await Promise.all([reading, writing]);
  // Folders get their mode and time last: a read-only folder could not be filled.
  for (const { path, header } of folders.reverse()) await applyHeader(path, header);
};

async function* counted(
  content: AsyncIterable<unknown>,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of content as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}

interface Unpacked {
  readonly header: Header;
  readonly content: AsyncIterable<Buffer>;
  readonly path: string;
  readonly folder: string;
}

const writeEntry = async ({ header, content, path, folder }: Unpacked): Promise<void> => {
  if (header.type === 'directory') {
    await mkdir(path, { recursive: true });
    return;
  }
  // What the archive names twice is replaced, not written through.
  await rm(path, { force: true, recursive: true });
  if (header.type === 'file' || header.type === 'contiguous-file') {
    await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    await applyHeader(path, header);
  } else if (header.type === 'symlink') await symlink(header.linkname, path);
  else if (header.type === 'link') {
    const target = await placeOf(folder, header.linkname);
    if (target === undefined) throw escapes(header.linkname);
    await link(target, path);
  }
};

/** Where an entry goes, its parents made; `undefined` for the folder itself. */
const placeOf = async (folder: string, name: string): Promise<string | undefined> => {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  // On Windows a backslash separates too, and a colon names a drive or a stream.
  const foreign = sep === '\\' && /[\\:]/.test(name);
  if (foreign || parts.includes('..') || name.startsWith('/') || name.includes('\0'))
    throw escapes(name);
  if (parts.length === 0) return undefined;
  const path = join(folder, ...parts);
  await makeParents(folder, parts.slice(0, -1), name);
  return path;
};

const makeParents = async (
  folder: string,
  parents: readonly string[],
  name: string,
): Promise<void> => {
  let path = folder;
  for (const parent of parents) {
    path = join(path, parent);
    const found = await lstat(path).catch(() => undefined);
    if (found === undefined) await mkdir(path);
    else if (!found.isDirectory()) throw escapes(name);
  }
};

const applyHeader = async (path: string, { mode, mtime }: Header): Promise<void> => {
  await chmod(path, mode & 0o777);
  await utimes(path, mtime, mtime);
};

const escapes = (name: string): HyperBoxError =>
  new HyperBoxError(
    'invalid-input',
    `The archive holds "${name}", which leads out of its folder.`,
    {
      hint: 'Nothing was copied. The container may be trying to write elsewhere on this machine.',
    },
  );
