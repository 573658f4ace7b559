import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { DifferentialCase } from './cases.ts';
import { environment } from './project.ts';

export type OracleAnswer = { readonly config: object } | { readonly refused: string };

const timeoutMs = 30_000;
const maxBytes = 64 * 1024 * 1024;

/** Asks Docker Compose itself, in a process of its own. */
export const askOracle = (
  program: string,
  each: DifferentialCase,
  folder: string,
): Promise<OracleAnswer> =>
  new Promise((resolve) => {
    const options = {
      cwd: join(folder, each.directory ?? '.'),
      env: { ...environment, ...each.environment },
      timeout: timeoutMs,
      maxBuffer: maxBytes,
    };
    const args = [...argumentsOf(each), 'config', '--format', 'json'];
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve(error === null ? { config: JSON.parse(stdout) as object } : { refused: stderr });
    });
  });

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

/** Where we accept on purpose what this version refuses; `docs/compose-conformance.md` says why. */
const knownDifferences: readonly RegExp[] = [
  /conflicts with imported resource/,
  /error calling MarshalJSON for type types.SSHKey/,
  /depends_on\.[^.]+\.required must be a boolean/,
  /^panic: /m,
];

export const isKnownDifference = (answer: OracleAnswer): boolean =>
  'refused' in answer && knownDifferences.some((known) => known.test(answer.refused));
