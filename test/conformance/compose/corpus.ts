import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A case of `real.json`: a project of a public repository and what the reference prints for it. */
export interface RealCase {
  readonly id: string;
  readonly cwd: string;
  readonly files: readonly string[];
  readonly env_file: string | null;
  readonly config?: object | null;
  readonly config_no_interpolate?: object | null;
  readonly config_all_profiles?: object | null;
  readonly hash?: Readonly<Record<string, string>>;
  readonly stderr: string;
  readonly head?: { readonly exit_code: number };
}

/** A case of `invalid.json` or `accepted.json`. */
export interface JudgedCase {
  readonly id: string;
  readonly dir: string;
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly project_name: string | null;
  readonly config_args: readonly string[];
  readonly rule: string;
  readonly expected_core?: string;
  readonly line: number | null;
}

export interface Corpus {
  readonly folder: string;
  readonly real: readonly RealCase[];
  readonly invalid: readonly JudgedCase[];
  readonly accepted: readonly JudgedCase[];
}

/** Where the reference cases lie: `HYPERBOX_CORPUS`, by default beside the repository. */
export const corpusFolder = (environment: NodeJS.ProcessEnv): string =>
  resolve(import.meta.dirname, '../../..', environment['HYPERBOX_CORPUS'] ?? '../shared/compose');

/** `undefined` where there is no corpus. */
export const readCorpus = async (folder: string): Promise<Corpus | undefined> => {
  if (!existsSync(join(folder, 'real.json'))) return undefined;
  const read = async <T>(name: string): Promise<T> => {
    const text = await readFile(join(folder, name), 'utf8');
    return JSON.parse(text.replaceAll('$CORPUS', folder)) as T;
  };
  return {
    folder,
    real: await read<RealCase[]>('real.json'),
    invalid: await read<JudgedCase[]>('invalid.json'),
    accepted: await read<JudgedCase[]>('accepted.json'),
  };
};
