import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How Docker Compose is called here: `HYPERBOX_COMPOSE`, the docker CLI's plugin, or by itself. */
const candidates = (): readonly (readonly string[])[] => [
  ...(process.env['HYPERBOX_COMPOSE'] === undefined ? [] : [[process.env['HYPERBOX_COMPOSE']]]),
  ['docker', 'compose'],
  ['docker-compose'],
];

/** The command that runs Docker Compose v2 or newer, or `undefined` where there is none. */
export const findCompose = (): readonly string[] | undefined =>
  candidates().find(([file = '', ...args]) => {
    try {
      const version = execFileSync(file, [...args, 'version', '--short'], { stdio: 'pipe' });
      return /^v?[2-9]/.test(version.toString());
    } catch {
      return false;
    }
  });

export const compose = async (
  [file = '', ...before]: readonly string[],
  directory: string,
  ...args: readonly string[]
): Promise<string> => {
  const { stdout } = await run(file, [...before, ...args], { cwd: directory, timeout: 60_000 });
  return stdout;
};
