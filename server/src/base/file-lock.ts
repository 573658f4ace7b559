import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { systemClock, type Clock } from './clock.ts';
import { systemCodeOf, throwIfCancelled } from './error.ts';

/** Who holds a lock: a process, and when that process started, since process ids are used again. */
const holderSchema = z.object({ pid: z.number(), processStart: z.optional(z.string()) });
export type LockHolder = z.infer<typeof holderSchema>;

export interface LockOptions {
  readonly folder: string;
  /** Anything; the file's name is made from it. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
  /** Heard once for each holder that has to be waited for. */
  readonly onWait?: ((holder: LockHolder) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Holds a lock between processes while `work` runs. The lock is a file that names its holder; one
 * left behind by a dead process is taken over. Rejects with `cancelled` when the signal fires while
 * it waits.
 */
export const withFileLock = async <T>(options: LockOptions, work: () => Promise<T>): Promise<T> => {
  const { folder, key, clock = systemClock } = options;
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const path = join(folder, `${name}.lock`);
  await mkdir(folder, { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, processStart: await startOf(process.pid) });
  const told = new Set<number>();
  while (!(await take(path, mine))) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder === undefined && (await isYoung(path))) {
      // It is just being written, where it could not be made whole at once.
      await clock.sleep(pauseMs);
      continue;
    }
    if (holder === undefined || !(await isAlive(holder))) {
      await takeOver(path, text, mine);
      continue;
    }
    if (!told.has(holder.pid)) options.onWait?.(holder);
    told.add(holder.pid);
    throwIfCancelled(options.signal);
    // The holder may die without a word, so its file alone cannot tell us.
    await clock.sleep(pauseMs, options.signal).catch(() => undefined);
    throwIfCancelled(options.signal);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
};

const pauseMs = 40;

/** Appears whole or not at all: a lock file is never seen empty. */
const take = async (path: string, text: string): Promise<boolean> => {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, text);
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code)) throw error;
    return await takeWithoutLink(path, text);
  } finally {
    await rm(temporary, { force: true });
  }
};

/** What file systems without hard links answer. */
const noLinks: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

const takeWithoutLink = async (path: string, text: string): Promise<boolean> => {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

const isYoung = async (path: string): Promise<boolean> => {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < 2_000;
};

/**
 * Clears away the lock of a dead process. Only one process may do so at a time, and it looks again
 * once it may, so that nobody removes a lock that somebody else has just taken.
 */
const takeOver = async (path: string, stale: string, mine: string): Promise<void> => {
  const guard = `${path}.takeover`;
  if (!(await take(guard, mine))) {
    const { mtimeMs } = await stat(guard).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > guardLifeMs) await rm(guard, { force: true });
    await systemClock.sleep(pauseMs);
    return;
  }
  try {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === stale) await rename(path, `${guard}.old`);
  } finally {
    await rm(`${guard}.old`, { force: true });
    await rm(guard, { force: true });
  }
};

const guardLifeMs = 5_000;

const parseHolder = (text: string): LockHolder | undefined => {
  try {
    return z.parse(holderSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
};

const isAlive = async (holder: LockHolder): Promise<boolean> => {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    return systemCodeOf(error) === 'EPERM';
  }
  const start = await startOf(holder.pid);
  return start === undefined || holder.processStart === undefined || start === holder.processStart;
};

/** The kernel's word for when a process started (proc(5), field 22 of stat); only on Linux. */
const startOf = async (pid: number): Promise<string | undefined> => {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19];
};
