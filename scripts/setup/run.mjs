import { spawn } from 'node:child_process';

/** A command that did not end well, with what it wrote. */
export class CommandError extends Error {
  /**
   * @param {string} command
   * @param {number | null} code
   * @param {string} output
   */
  constructor(command, code, output) {
    super(`${command} failed${code === null ? '' : ` with exit code ${code}`}\n${output}`.trim());
    this.name = 'CommandError';
    this.output = output;
  }
}

/**
 * Runs a command without a shell and answers with its standard output; its whole output is shown
 * only when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} [args]
 * @param {{
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   input?: import('node:stream').Readable,
 *   timeoutMs?: number,
 *   visible?: boolean,
 * }} [options] `visible`: its output goes to ours as it comes
 * @returns {Promise<string>}
 */
export async function run(command, args = [], options = {}) {
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs,
  });
  let stdout = '';
  let both = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
    both += chunk;
    if (options.visible) process.stdout.write(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    both += chunk;
    if (options.visible) process.stderr.write(chunk);
  });
  if (options.input && child.stdin) {
    // A reader that ends early says why itself; the broken pipe would only hide that.
    child.stdin.on('error', () => undefined);
    options.input.pipe(child.stdin);
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new CommandError([command, ...args].join(' '), null, error.message)),
    );
    child.once('close', (code) => {
      if (code === 0) resolve(stdout);
      else {
        const output = options.visible ? '' : both.slice(-4000);
        reject(new CommandError([command, ...args].join(' '), code, output));
      }
    });
  });
}

/**
 * Whether the command can be run and ends with 0.
 *
 * @param {string} command
 * @param {readonly string[]} [args]
 */
export async function succeeds(command, args = ['--version']) {
  return run(command, args, { timeoutMs: 20_000 }).then(
    () => true,
    () => false,
  );
}
