import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toConfigJson } from '../../../../server/src/compose/config.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';
import { compareConfigs } from '../compare.ts';
import type { DifferentialCase } from './cases.ts';
import { askOracle } from './oracle.ts';

/** What every case has beside its own files. */
const siblings: Readonly<Record<string, string>> = {
  'a.env': 'FROM_A=1\nSHARED=a\nREF=${SET}-${FROM_A}\n',
  'b.env': 'FROM_B="2"\nSHARED=b\n',
  'l.labels': 'from.file=1\na=file\n',
  'm.labels': 'from.file=2\n',
  'sub/keep': '',
};

const environment = {
  PATH: '/usr/bin:/bin',
  HOME: '/home/user',
  LANG: 'C.UTF-8',
  SET: 'value',
  EMPTY: '',
  PORT: '8088',
};

export interface Disagreement {
  readonly id: string;
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Gives every case to both loaders; what they disagree on comes back. */
export const runDifferential = async (
  cases: readonly DifferentialCase[],
  program: string,
): Promise<readonly Disagreement[]> => {
  const root = await mkdtemp(join(tmpdir(), 'hyperbox-differential-'));
  const found: Disagreement[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const each = cases[index];
      if (each === undefined) return;
      const folder = join(root, String(index), 'project');
      const what = await judge(each, folder, program);
      if (what !== undefined) found.push({ id: each.id, what, files: each.files });
      await rm(dirname(folder), { recursive: true });
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return found;
};

const judge = async (
  each: DifferentialCase,
  folder: string,
  program: string,
): Promise<string | undefined> => {
  for (const [path, text] of Object.entries({ ...siblings, ...each.files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const directory = join(folder, each.directory ?? '.');
  const all = { ...environment, ...each.environment };
  const [theirs, ours] = await Promise.all([
    askOracle({ program, directory, args: argumentsOf(each), environment: all }),
    loadCompose({
      directory,
      environment: all,
      ...(each.use !== undefined && { files: each.use }),
      ...(each.envFiles !== undefined && { envFiles: each.envFiles }),
      ...(each.profiles !== undefined && { profiles: each.profiles }),
      ...(each.projectName !== undefined && { projectName: each.projectName }),
    }),
  ]);
  const errors = ours.findings.filter(({ severity }) => severity === 'error');
  if (theirs.config === undefined) {
    if (knownDifferences.some((known) => known.test(theirs.stderr))) return undefined;
    return errors.length > 0 ? undefined : `accepted; the reference: ${lastLine(theirs.stderr)}`;
  }
  const [error] = errors;
  if (error !== undefined) return `refused: ${error.code} ${error.message}`;
  if (ours.model === undefined) return 'no model';
  const verdict = compareConfigs(toConfigJson(ours.model), theirs.config, { decoded: true });
  return verdict === true ? undefined : verdict;
};

/** Where we accept on purpose what this version refuses; `docs/compose-conformance.md` says why. */
const knownDifferences: readonly RegExp[] = [
  /conflicts with imported resource/,
  /error calling MarshalJSON for type types.SSHKey/,
  /depends_on\.[^.]+\.required must be a boolean/,
  /^panic: /m,
];

const argumentsOf = ({
  use = [],
  envFiles = [],
  profiles = [],
  projectName,
}: DifferentialCase): readonly string[] => [
  ...use.flatMap((file) => ['-f', file]),
  ...envFiles.flatMap((file) => ['--env-file', file]),
  ...profiles.flatMap((profile) => ['--profile', profile]),
  ...(projectName === undefined ? [] : ['-p', projectName]),
];

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
