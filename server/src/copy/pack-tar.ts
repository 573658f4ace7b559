import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import { HyperBoxError } from '../base/error.ts';

interface Planned {
  readonly path: string;
  readonly header: Partial<Header> & Pick<Header, 'name'>;
}

export interface PackedTar {
  readonly stream: Readable;
  readonly totalBytes: number;
}

/**
 * A tar stream of a host file or folder, under its own name. Links stay links; sockets, devices and
 * pipes are left out. Everything belongs to root, as with `docker cp`.
 */
export const packTar = async (
  hostPath: string,
  options: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void },
): Promise<PackedTar> => {
  const entries = await planEntries(hostPath, basename(hostPath));
  const stream = pack();
  void writeEntries(stream, entries, options).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  const totalBytes = entries.reduce((sum, { header }) => sum + (header.size ?? 0), 0);
  return { stream: Readable.from(stream), totalBytes };
};

const planEntries = async (path: string, name: string): Promise<readonly Planned[]> => {
  const found = await lstat(path).catch((cause: unknown) => {
    throw new HyperBoxError('not-found', `"${path}" cannot be read.`, { cause });
  });
  const common = { name, mode: found.mode & 0o777, mtime: found.mtime, uid: 0, gid: 0 };
  if (found.isFile()) return [{ path, header: { ...common, type: 'file', size: found.size } }];
  if (found.isSymbolicLink()) {
    return [{ path, header: { ...common, type: 'symlink', linkname: await readlink(path) } }];
  }
  if (!found.isDirectory()) return [];
  const entries: Planned[] = [{ path, header: { ...common, type: 'directory' } }];
  for (const child of await readdir(path)) {
    entries.push(...(await planEntries(join(path, child), `${name}/${child}`)));
  }
  return entries;
};

const writeEntries = async (
  stream: Pack,
  entries: readonly Planned[],
  options: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void },
): Promise<void> => {
  for (const { path, header } of entries) {
    options.signal.throwIfAborted();
    if (header.type === 'file' && header.size !== undefined && header.size > 0) {
      // A file that grows while it is read keeps the size that its header promised.
      const content = createReadStream(path, { end: header.size - 1 });
      content.on('data', (chunk) => {
        options.onBytes(chunk.length);
      });
      // The entry is not Node's own stream, but behaves as such.
      const entry = stream.entry(header) as unknown as Writable;
      await pipeline(content, entry, { signal: options.signal });
    } else stream.entry(header, '');
  }
  stream.finalize();
};
