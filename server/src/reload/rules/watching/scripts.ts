import * as z from 'zod/mini';
import type { Command } from './commands.ts';

/** A script of a `package.json` that a command runs. */
export interface ScriptCall {
  readonly script: string;
  /** Where the package is, from the working folder on. */
  readonly folder: string;
}

const own: ReadonlySet<string> = new Set(['start', 'stop', 'test', 'restart']);
const folderOptions: ReadonlySet<string> = new Set(['--prefix', '-C', '--cwd', '--dir']);

/** `npm run dev`, `npm start`, `yarn dev`, `pnpm --dir web dev`, `bun run dev`, `node --run dev`. */
export const scriptCall = ({ tool, args }: Command): ScriptCall | undefined => {
  if (tool === 'node') return nodeRun(args);
  if (!['npm', 'yarn', 'pnpm', 'bun'].includes(tool)) return undefined;
  const { words, folder } = readOptions(args);
  const [verb = '', script = ''] = words;
  if (verb === 'run' || verb === 'run-script') return { script, folder };
  if (tool === 'npm') return own.has(verb) ? { script: verb, folder } : undefined;
  return { script: verb, folder };
};

const nodeRun = (args: readonly string[]): ScriptCall | undefined => {
  const at = args.indexOf('--run');
  const script = args[at + 1];
  return at === -1 || script === undefined ? undefined : { script, folder: '' };
};

const readOptions = (
  args: readonly string[],
): { readonly words: readonly string[]; readonly folder: string } => {
  const words: string[] = [];
  let folder = '';
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') break;
    const [name = '', value] = arg.split('=', 2);
    if (folderOptions.has(name)) {
      folder = value ?? args[at + 1] ?? '';
      if (value === undefined) at += 1;
    } else if (!arg.startsWith('-')) words.push(arg);
  }
  return { words, folder };
};

const schema = z.object({ scripts: z.optional(z.record(z.string(), z.string())) });

/** The line that a script of a `package.json` stands for. */
export const scriptOf = (packageText: string, name: string): string | undefined => {
  try {
    const { scripts = {} } = schema.parse(JSON.parse(packageText));
    return Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  } catch {
    // Half typed, or no package: nothing is known.
    return undefined;
  }
};

/** Names and colours of what is run, not lines. */
const valued = /^(?:-n|--names|-c|--prefix-colors|-p|--prefix|--success|--kill-signal)$/;

/** What a program runs side by side that runs several scripts: lines, `npm:` and `npm run` names. */
export const severalOf = ({ tool, args }: Command): readonly string[] | undefined => {
  const lines = args.filter((arg, at) => !arg.startsWith('-') && !valued.test(args[at - 1] ?? ''));
  if (tool === 'concurrently' || tool === 'conc')
    return lines.map((line) => line.replace(/^npm:/, 'npm run '));
  if (
    tool === 'run-p' ||
    (tool === 'npm-run-all' && args.some((arg) => /^(?:-p|--parallel)$/.test(arg)))
  )
    return lines.map((line) => `npm run ${line}`);
  return undefined;
};
