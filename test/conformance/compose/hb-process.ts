import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { RealCase } from './corpus.ts';

const program = resolve(import.meta.dirname, '../../../dist/hb.cjs');
const sampleSize = 30;
const maxBytes = 64 * 1024 * 1024;

/** Cases evenly spread over all; none where `hb` has not been built. */
export const sampleForHb = (cases: readonly RealCase[]): readonly RealCase[] => {
  if (!existsSync(program)) return [];
  const step = Math.max(1, Math.floor(cases.length / sampleSize));
  return cases.filter((_, index) => index % step === 0).slice(0, sampleSize);
};

/** What the real `hb config --format json` prints. */
export const runHb = async (
  folder: string,
  { cwd, files, env_file }: RealCase,
  environment: Readonly<Record<string, string>>,
): Promise<unknown> => {
  const args = [
    ...files.flatMap((file) => ['-f', file]),
    ...(env_file === null ? [] : ['--env-file', env_file]),
    ...['config', '--format', 'json'],
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: join(folder, cwd),
    env: { ...environment, PWD: join(folder, cwd) },
    maxBuffer: maxBytes,
  });
  return JSON.parse(stdout);
};
