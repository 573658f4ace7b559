import path from 'node:path';
import { run } from './run.mjs';

/**
 * npm, under the Node that runs this. Install scripts never run: nothing here needs them, and they
 * are the way for a package to do things on this machine.
 *
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  // npm's own settings reach us when we were started by `npm test`; what is for that package
  // (its prefix above all) must not apply to this one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|config_)/i.test(key)),
  );
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
  // Where npm started us it says where it is; on Windows a bare `npm` cannot be spawned.
  const cli = process.env['npm_execpath'];
  const [command, first] =
    cli && /\.c?js$/.test(cli) && path.isAbsolute(cli) ? [process.execPath, [cli]] : ['npm', []];
  return run(command, [...first, ...args, ...quiet], { cwd, env });
}
