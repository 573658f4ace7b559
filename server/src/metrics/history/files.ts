import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, mkdir, open, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../../base/error.ts';
import { stepOf } from './mean.ts';
import { tiers, type Tier } from './tier.ts';

/**
 * The folder of a project within that of all histories. Names are the user's and may be anything; those
 * that are good file names are kept, for whoever looks in there.
 */
export const folderOf = (root: string, project: string | undefined): string => {
  if (project === undefined) return join(root, 'containers');
  if (/^[a-z0-9][a-z0-9_-]{0,100}$/.test(project)) return join(root, `project-${project}`);
  return join(root, `other-${createHash('sha256').update(project).digest('hex').slice(0, 32)}`);
};

const fileOf = (tier: Tier, timeMs: number): string =>
  `${tier.name}-${String(stepOf(timeMs, tier.fileMs))}.ndjson`;

interface HistoryFile {
  readonly path: string;
  readonly tier: Tier;
  readonly fromMs: number;
}

/**
 * Adds lines to the file of their time. Several servers may do so at once: each adds whole lines to the
 * end. The empty line before them keeps a torn one of a server that was killed from spoiling the next.
 */
export const addLines = async (
  folder: string,
  to: { readonly tier: Tier; readonly timeMs: number; readonly lines: readonly string[] },
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, fileOf(to.tier, to.timeMs)), textOf(to.lines));
};

/** The same for one who has no time to wait: the server ends. */
export const addLinesNow: (...parameters: Parameters<typeof addLines>) => void = (folder, to) => {
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, fileOf(to.tier, to.timeMs)), textOf(to.lines));
};

const textOf = (lines: readonly string[]): string => `\n${lines.join('\n')}\n`;

/** Reads the lines of files that have to do with a time, oldest file first. */
export const readLines = async (
  folder: string,
  range: { readonly tier: Tier; readonly fromMs: number; readonly toMs: number },
  onLine: (line: string) => void,
): Promise<void> => {
  for (const { path, tier, fromMs } of await listFiles(folder)) {
    if (tier !== range.tier || fromMs > range.toMs) continue;
    if (fromMs + tier.fileMs < range.fromMs) continue;
    await readFileLines(path, onLine);
  }
};

const readFileLines = async (path: string, onLine: (line: string) => void): Promise<void> => {
  try {
    const file = await open(path);
    // By parts, so that a day of a hundred containers neither fills memory nor stops everything else.
    for await (const line of file.readLines()) if (line !== '') onLine(line);
  } catch (error) {
    // Another server has just found it too old.
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
};

const listFiles = async (folder: string): Promise<readonly HistoryFile[]> => {
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .flatMap((name): HistoryFile[] => {
      const [, tierName, from] = /^(\w+)-(\d+)\.ndjson$/.exec(name) ?? [];
      const tier = tiers.find((each) => each.name === tierName);
      return tier === undefined ? [] : [{ path: join(folder, name), tier, fromMs: Number(from) }];
    })
    .sort((left, right) => left.fromMs - right.fromMs);
};

/** The folders of all histories. */
export const listFolders = async (root: string): Promise<readonly string[]> =>
  (await readdir(root).catch((): string[] => [])).map((name) => join(root, name));

/** Removes what is too old, and the oldest of what is too much; a folder with nothing left goes too. */
export const removeOldFiles = async (
  folder: string,
  limits: { readonly nowMs: number; readonly maxBytes: number },
): Promise<void> => {
  let bytes = 0;
  for (const { path, tier, fromMs } of (await listFiles(folder)).toReversed()) {
    bytes += (await stat(path).catch(() => undefined))?.size ?? 0;
    const old = fromMs + tier.fileMs < limits.nowMs - tier.keptMs;
    if (old || bytes > limits.maxBytes) await rm(path, { force: true });
  }
  // Refused while there is something in it, which is what is wanted.
  await rmdir(folder).catch(() => undefined);
};
