import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import { isTargetInside } from '../rules/paths.ts';
import { fileFingerprint, linkFingerprint, type Fingerprint } from './fingerprint.ts';

export interface ReadContainerOptions {
  readonly engine: Engine;
  readonly containerId: string;
  /** Where there may be files that matter. Others are neither read nor told. */
  readonly targets: ReadonlySet<string>;
  /** An archive is given up when it is longer than this: what is there besides is not ours. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** So many archives are asked for at most; each takes the engine a moment of its own. */
const maxArchives = 40;

/**
 * What a container has at some places, read off archives of the folders that hold them. Where a
 * folder holds much else besides (installed packages), the folders and files in it are asked for one
 * by one. `undefined` when that would be too much.
 */
export const readContainerFiles = async (
  options: ReadContainerOptions,
): Promise<ReadonlyMap<string, Fingerprint> | undefined> => {
  const found = new Map<string, Fingerprint>();
  const waiting = [commonFolder(options.targets)];
  for (let asked = 0; asked < waiting.length; asked++) {
    if (asked >= maxArchives || waiting.length > maxArchives) return undefined;
    const place = waiting[asked] ?? '/';
    if (!(await readPlace(place, options, found))) waiting.push(...partsOf(place, options.targets));
  }
  return found;
};

/** The deepest folder with all of them in it. */
const commonFolder = (targets: Iterable<string>): string => {
  let common: string | undefined;
  for (const target of targets) {
    common ??= posix.dirname(target);
    while (!isTargetInside(target, common)) common = posix.dirname(common);
  }
  return common ?? '/';
};

/** What is directly in a folder and holds targets, or is one. */
const partsOf = (folder: string, targets: Iterable<string>): readonly string[] => {
  const start = folder === '/' ? 1 : folder.length + 1;
  const parts = new Set<string>();
  for (const target of targets) {
    if (target === folder || !isTargetInside(target, folder)) continue;
    const end = target.indexOf('/', start);
    parts.add(end === -1 ? target : target.slice(0, end));
  }
  return [...parts];
};

/** `false` when there is too much in it. */
const readPlace = async (
  place: string,
  options: ReadContainerOptions,
  found: Map<string, Fingerprint>,
): Promise<boolean> => {
  const { engine, containerId, targets, signal } = options;
  // All of a container is always too much.
  if (place === '/') return false;
  const isFile = targets.has(place);
  let tar: Readable;
  try {
    // The dot follows a link to a folder.
    const path = isFile ? place : `${place}/.`;
    tar = await engine.containers.copyOut(containerId, path, signal);
  } catch (error) {
    // Nothing is there, or something else than on the host.
    if (error instanceof HyperBoxError && nothingThere.has(error.code)) return true;
    throw error;
  }
  const folder = isFile ? posix.dirname(place) : place;
  return readTar(tar, {
    ...options,
    folder,
    found,
    maxBytes: isFile ? Infinity : options.maxBytes,
  });
};

const nothingThere: ReadonlySet<string> = new Set(['not-found', 'engine-failed']);

interface ReadTarOptions extends ReadContainerOptions {
  readonly folder: string;
  readonly found: Map<string, Fingerprint>;
}

const readTar = async (tar: Readable, options: ReadTarOptions): Promise<boolean> => {
  const { folder, found, targets, maxBytes, signal } = options;
  const unpacked = extract();
  const read = { bytes: 0, isTooMuch: false };
  tar.on('data', (part: Buffer) => {
    read.bytes += part.length;
    if (read.bytes <= maxBytes || read.isTooMuch) return;
    read.isTooMuch = true;
    tar.destroy();
    unpacked.destroy();
  });
  tar.on('error', (error) => {
    unpacked.destroy(error);
  });
  // Its streams are not Node's own, but behave as such.
  tar.pipe(unpacked as unknown as Writable);
  try {
    for await (const entry of unpacked) {
      const { header } = entry;
      const at = (name: string): string => posix.join(folder, name);
      const target = at(header.name);
      if (targets.has(target)) {
        const fingerprint = await fingerprintIn(header, entry as AsyncIterable<Buffer>, (name) =>
          found.get(at(name)),
        );
        if (fingerprint !== undefined) found.set(target, fingerprint);
      }
      entry.resume();
    }
  } catch (error) {
    throwIfCancelled(signal);
    if (!read.isTooMuch) throw error;
  } finally {
    tar.destroy();
  }
  return !read.isTooMuch;
};

const fingerprintIn = async (
  { type, mode, linkname }: Header,
  content: AsyncIterable<Buffer>,
  known: (name: string) => Fingerprint | undefined,
): Promise<Fingerprint | undefined> => {
  if (type === 'symlink') return linkFingerprint(linkname);
  // Another name of a file that came before.
  if (type === 'link') return known(linkname);
  if (type !== 'file' && type !== 'contiguous-file') return undefined;
  const sha1 = createHash('sha1');
  for await (const part of content) sha1.update(part);
  return fileFingerprint(mode & 0o7777, sha1.digest('hex'));
};
