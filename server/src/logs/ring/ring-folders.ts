import { hash } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../../base/error.ts';
import type { LogLimits } from './contract.ts';
import { takeRing, type Release } from './ring-lock.ts';
import { baseOfName } from './segment.ts';

export interface RingFolder {
  readonly path: string;
  readonly release: Release;
}

interface FoundFolder {
  readonly name: string;
  readonly bytes: number;
  /** When it was last written to or opened. */
  readonly usedMs: number;
}

/** More servers than anybody has with one project. */
const mostServers = 32;

/** The folders of all rings, one each and a further one for every server that has it open besides. */
export class RingFolders {
  readonly #root: string;
  readonly #onFailed: (key: string, cause: unknown) => void;

  constructor(root: string, onFailed: (key: string, cause: unknown) => void) {
    this.#root = root;
    this.#onFailed = onFailed;
  }

  /**
   * The first folder of the key that no other server writes to. Where that cannot be found out (a full
   * disk, a folder that is read-only) it is one of this process: lines are shown that cannot be kept.
   */
  async take(key: string): Promise<RingFolder> {
    try {
      return await this.#takeFirst(key);
    } catch (error) {
      if (systemCodeOf(error) === undefined) throw error;
      this.#onFailed(key, error);
      const path = join(this.#root, folderName(key, mostServers + process.pid));
      return { path, release: () => Promise.resolve() };
    }
  }

  async #takeFirst(key: string): Promise<RingFolder> {
    for (let number = 1; number < mostServers; number++) {
      const name = folderName(key, number);
      const release = await takeRing(this.#root, name);
      if (release === undefined) continue;
      const path = join(this.#root, name);
      const now = new Date();
      // Opening it is using it; there may be nothing yet.
      await utimes(path, now, now).catch(() => undefined);
      return { path, release };
    }
    throw new Error(`${mostServers} servers keep the log of ${key} already`);
  }

  async has(key: string): Promise<boolean> {
    const { bytes } = await this.#look(folderName(key, 1));
    return bytes > 0;
  }

  /**
   * Removes rings that nobody has open: those that are older than the limit, and of the others the ones
   * that were not used for the longest time, until all together are within theirs.
   */
  async sweep(limits: LogLimits, nowMs: number): Promise<void> {
    const names = await readdir(this.#root).catch(() => []);
    const folders: FoundFolder[] = [];
    for (const name of names.filter(isFolderName)) folders.push(await this.#look(name));
    folders.sort((a, b) => a.usedMs - b.usedMs);
    let total = folders.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name, bytes, usedMs } of folders) {
      const isTooOld = nowMs - usedMs > limits.ageMs || limits.forgetOnClose === true;
      if (!isTooOld && total <= limits.totalBytes) continue;
      if (await this.#remove(name)) total -= bytes;
    }
  }

  async #remove(name: string): Promise<boolean> {
    const release = await takeRing(this.#root, name);
    if (release === undefined) return false;
    try {
      await rm(join(this.#root, name), { recursive: true, force: true });
      return true;
    } finally {
      await release();
    }
  }

  async #look(name: string): Promise<FoundFolder> {
    const path = join(this.#root, name);
    const files = (await readdir(path).catch(() => [])).filter(
      (file) => baseOfName(file) !== undefined,
    );
    let usedMs = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    let bytes = 0;
    for (const file of files) {
      const found = await stat(join(path, file)).catch(() => undefined);
      bytes += found?.size ?? 0;
      usedMs = Math.max(usedMs, found?.mtimeMs ?? 0);
    }
    return { name, bytes, usedMs };
  }
}

/** Readable for people, and another one for each key also where case does not count. */
const folderName = (key: string, number: number): string =>
  `${key.replaceAll(/[^\w-]+/g, '-').slice(0, 40)}-${hash('sha256', key).slice(0, 12)}.${number}`;

const isFolderName = (name: string): boolean => /-[0-9a-f]{12}\.\d+$/.test(name);
