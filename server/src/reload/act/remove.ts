import { lstat } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import { HyperBoxError, isCancelled } from '../../base/error.ts';
import { signalNumberOf } from '../../base/exit-code.ts';
import type { Engine, ExecResult } from '../../engines/contract.ts';
import type { SyncChange } from '../change.ts';

interface Removal {
  readonly engine: Engine;
  readonly containerId: string;
  readonly signal: AbortSignal;
}

/** What systems take at once is a hundred times that, environment and all. */
const maxArgumentBytes = 128 * 1024;

/**
 * Removes files by the container's own `rm`, as root: engines have no call for it. Answers with the
 * reason why nothing could be removed for now; throws when it never can be.
 */
export const removeTargets = async (
  targets: readonly string[],
  removal: Removal,
): Promise<string | undefined> => {
  for (const some of inBatches(targets)) {
    const result = await runAsRoot(['rm', '-rf', '--', ...some], removal);
    // By a signal: whoever stops the container ends what runs in it.
    if (result === 'not running' || signalNumberOf(result.exitCode) !== undefined) {
      return 'stays there: the container is not running';
    }
    if (result.exitCode === 0 || isBelowFiles(result)) continue;
    throw new HyperBoxError('reload-failed', `${describe(some)} could not be removed.`, {
      output: `${result.stdout}${result.stderr}`.trim().split(/\r?\n/).slice(-20),
    });
  }
  return undefined;
};

/** Where a file has taken the place of a folder, nothing is in it any more; `rm -f` complains all the same. */
const isBelowFiles = ({ stderr }: ExecResult): boolean => {
  const complaints = stderr.trim().split(/\r?\n/);
  return complaints.every((line) => /: not a directory$/i.test(line));
};

interface Emptying {
  /** That were removed. */
  readonly files: readonly SyncChange[];
  /** Of which it is told that they went. */
  readonly folders: readonly SyncChange[];
}

/** Folders of which the host has no more leave the container too, unless it keeps something there. */
export const removeEmptied = async (
  { files, folders: told }: Emptying,
  removal: Removal,
): Promise<readonly string[]> => {
  const folders = await emptiedBy({ files, folders: told });
  if (folders.length === 0) return [];
  try {
    for (const some of inBatches(folders)) await runAsRoot(['rmdir', '--', ...some], removal);
  } catch (error) {
    if (isCancelled(error)) throw error;
    // An empty folder does no harm.
  }
  return folders;
};

/** The deepest first. */
const emptiedBy = async ({ files, folders: told }: Emptying): Promise<readonly string[]> => {
  const gone = new Map<string, boolean>();
  const isGone = async (folder: string): Promise<boolean> => {
    const known = gone.get(folder);
    if (known !== undefined) return known;
    const answer = await lstat(folder).then(
      () => false,
      () => true,
    );
    gone.set(folder, answer);
    return answer;
  };
  const folders = new Set<string>();
  const places = [
    ...told.map(({ path, target }) => [path, target] as const),
    ...files.map(({ path, target }) => [dirname(path), posix.dirname(target)] as const),
  ];
  for (const place of places) {
    let [host, inside] = place;
    // Where the names part, the rule's own folders begin: those stay.
    while (basename(host) === posix.basename(inside) && !folders.has(inside)) {
      if (!(await isGone(host))) break;
      folders.add(inside);
      [host, inside] = [dirname(host), posix.dirname(inside)];
    }
  }
  return [...folders].sort((a, b) => b.length - a.length);
};

const inBatches = (targets: readonly string[]): readonly (readonly string[])[] => {
  const batches: string[][] = [];
  let left = 0;
  for (const target of targets) {
    const bytes = Buffer.byteLength(target) + 1;
    if (batches.length === 0 || bytes > left) {
      batches.push([]);
      left = maxArgumentBytes;
    }
    batches.at(-1)?.push(target);
    left -= bytes;
  }
  return batches;
};

const describe = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? `"${first}"` : `"${first}" and ${others.length} more`;

const runAsRoot = async (
  command: readonly string[],
  { engine, containerId, signal }: Removal,
): Promise<ExecResult | 'not running'> => {
  let result: ExecResult;
  try {
    result = await engine.containers.exec(containerId, { command, user: '0' }, signal);
  } catch (error) {
    // Newer engines refuse the start, others run into it.
    if (error instanceof Error && isUnknownCommand(error.message)) throw lacks(command);
    // Each engine says it in its own words.
    const item = isCancelled(error) ? undefined : await engine.containers.get(containerId, signal);
    if (item === undefined || item.status === 'running') throw error;
    return 'not running';
  }
  if (result.exitCode === 0 || !isUnknownCommand(`${result.stdout}${result.stderr}`)) return result;
  throw lacks(command);
};

/** As runc and crun put it. */
const isUnknownCommand = (text: string): boolean => /executable file .*not found/i.test(text);

const lacks = ([program = '']: readonly string[]): HyperBoxError =>
  new HyperBoxError('reload-failed', `Files were removed, and the container has no "${program}".`, {
    hint: 'Rebuild the service to be rid of them, or build its image on one that has a shell.',
  });
