import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toConfigJson } from '../../../../server/src/compose/config.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';
import type { DifferentialCase } from './cases.ts';

/** What every case has beside its own files. */
const siblings: Readonly<Record<string, string>> = {
  'a.env': 'FROM_A=1\nSHARED=a\nREF=${SET}-${FROM_A}\n',
  'b.env': 'FROM_B="2"\nSHARED=b\n',
  'l.labels': 'from.file=1\na=file\n',
  'm.labels': 'from.file=2\n',
  'sub/keep': '',
};

/** The environment of every case. */
export const environment = {
  PATH: '/usr/bin:/bin',
  HOME: '/home/user',
  LANG: 'C.UTF-8',
  SET: 'value',
  EMPTY: '',
  PORT: '8088',
};

/** Writes the case to a folder of its own, which is gone afterwards. */
export const inFolder = async <T>(
  { files }: DifferentialCase,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  const parent = await mkdtemp(join(tmpdir(), 'hyperbox-drawn-'));
  // The folder's name is the project's.
  const folder = join(parent, 'project');
  try {
    for (const [path, text] of Object.entries({ ...siblings, ...files })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await work(folder);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
};

/** What we print for the case, or why we refuse it. */
export const loadOurs = async (
  each: DifferentialCase,
  folder: string,
): Promise<{ readonly config: object } | { readonly refused: string }> => {
  const { model, findings } = await loadCompose({
    directory: join(folder, each.directory ?? '.'),
    environment: { ...environment, ...each.environment },
    ...(each.use !== undefined && { files: each.use }),
    ...(each.envFiles !== undefined && { envFiles: each.envFiles }),
    ...(each.profiles !== undefined && { profiles: each.profiles }),
    ...(each.projectName !== undefined && { projectName: each.projectName }),
  });
  const error = findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { refused: `${error.code} ${error.message}` };
  return model === undefined ? { refused: 'no model' } : { config: toConfigJson(model) };
};

/** A value that does not say where the case lay. */
export const withoutFolder = <T>(value: T, folder: string): T =>
  JSON.parse(
    JSON.stringify(value).replaceAll(folder, '$FOLDER').replaceAll(dirname(folder), '$PARENT'),
  ) as T;

/** The opposite. */
export const withFolder = <T>(value: T, folder: string): T =>
  JSON.parse(
    JSON.stringify(value).replaceAll('$FOLDER', folder).replaceAll('$PARENT', dirname(folder)),
  ) as T;
