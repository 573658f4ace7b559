import { existsSync } from 'node:fs';
import { run, succeeds } from './run.mjs';
import { NeedsAction, say } from './say.mjs';

let updated: Promise<string> | undefined;

const isDebian = () => process.platform === 'linux' && existsSync('/usr/bin/apt-get');

const isRoot = () => process.getuid?.() === 0;

/** Package lists, fetched at most once a run: a fresh machine or image has none. */
async function updateLists(): Promise<void> {
  updated ??= run('apt-get', ['update', '-q']);
  await updated;
}

/**
 * Installs Debian packages where that is ours to do.
 *
 * @throws NeedsAction with the one command to run where it is not
 */
export async function installPackages(names: readonly string[], why: string): Promise<void> {
  if (!isDebian()) {
    throw new NeedsAction(
      `${why} needs ${names.join(', ')}. Install with your package manager:`,
      names.join(' '),
    );
  }
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!isRoot())
    throw new NeedsAction(`${why} needs rights that we do not have. Run:`, `sudo ${command}`);
  say(`installing ${names.join(', ')} with apt (${why})`);
  await updateLists();
  const args = ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  // No service is to be started by a package's script: we start what we need ourselves.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await run('apt-get', [...args, ...names], { env });
}

/** Whether packages can be installed here at all, without asking anyone. */
export const canInstall = (): boolean => isDebian() && isRoot();

/** Installs `name` unless its program can be run already. */
export async function ensureProgram(program: string, name: string, why: string): Promise<void> {
  if (!(await succeeds(program))) await installPackages([name], why);
}
