import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defer } from '../support/defer.ts';

/** The real program, as it is shipped. */
export const program = fileURLToPath(new URL('../../dist/hb.cjs', import.meta.url));
if (!existsSync(program)) throw new Error('There is no dist/hb.cjs: run `node esbuild.mjs` first.');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const { PATH, HOME, DOCKER_HOST, XDG_CACHE_HOME, XDG_STATE_HOME } = process.env;
  return { PATH, HOME, DOCKER_HOST, XDG_CACHE_HOME, XDG_STATE_HOME, LANG: 'C.UTF-8', ...more };
};

/** A process whose output can be waited for. */
export class Running {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #closed: Promise<unknown>;
  readonly #waiting = new Set<() => void>();

  constructor(file: string, args: readonly string[], { cwd, env, input }: RunOptions) {
    this.child = spawn(file, args, { cwd, env: environment(env), timeout: 60_000 });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      for (const look of this.#waiting) look();
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
      for (const look of this.#waiting) look();
    });
    this.child.stdin!.on('error', () => undefined).end(input ?? '');
    this.#closed = once(this.child, 'close');
  }

  /** Until one of its outputs has matched. */
  async said(pattern: RegExp): Promise<void> {
    const said = defer<undefined>();
    const look = (): void => {
      if (pattern.test(this.stdout) || pattern.test(this.stderr)) said.resolve(undefined);
    };
    this.#waiting.add(look);
    look();
    const ended = this.#closed.then(() => {
      throw new Error(`It ended without ${String(pattern)}:\n${this.stdout}\n${this.stderr}`);
    });
    await Promise.race([said.promise, ended]);
    this.#waiting.delete(look);
    ended.catch(() => undefined);
  }

  async ended(): Promise<Ran> {
    await this.#closed;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

export const hb = (args: readonly string[], options: RunOptions): Promise<Ran> =>
  new Running(process.execPath, [program, ...args], options).ended();

/** Docker Compose itself, to compare with. */
export const oracle = (args: readonly string[], options: RunOptions): Promise<Ran> =>
  new Running(process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose', args, options).ended();

/** A folder with these files, by their paths in it. */
export const folderOf = async (
  files: Readonly<Record<string, string>>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-hb-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};
