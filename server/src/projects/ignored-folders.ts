import ignore, { type Ignore } from 'ignore';
import { relative, sep } from 'node:path';

/** Folders of tools and their output: nothing in them is a project of the user's. */
const skipped: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendor',
  'dist',
  'build',
  'out',
  'target',
  'obj',
  'venv',
  'env',
  'virtualenv',
  'site-packages',
  '__pycache__',
  'coverage',
]);

/** Hidden folders too: `.git`, `.venv`, `.next`; what `.devcontainer` holds belongs to its parent. */
export const isSkippedName = (name: string): boolean => name.startsWith('.') || skipped.has(name);

/** The `.gitignore` files on the way down to a folder, outermost first. */
export type IgnoreChain = readonly { readonly base: string; readonly rules: Ignore }[];

export const extendChain = (
  chain: IgnoreChain,
  base: string,
  text: string | undefined,
): IgnoreChain =>
  text === undefined || text.trim() === ''
    ? chain
    : [...chain, { base, rules: ignore().add(text) }];

/** Whether git leaves this path out; the innermost file with a word about it decides. */
export const isIgnored = (
  chain: IgnoreChain,
  path: string,
  options: { readonly folder: boolean },
): boolean => {
  let ignored = false;
  for (const { base, rules } of chain) {
    const inside = relative(base, path).split(sep).join('/');
    if (inside === '' || inside.startsWith('../')) continue;
    const result = rules.test(options.folder ? `${inside}/` : inside);
    if (result.ignored) ignored = true;
    else if (result.unignored) ignored = false;
  }
  return ignored;
};
