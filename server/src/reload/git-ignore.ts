import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { extendChain, isIgnored, type IgnoreChain } from '../projects/ignored-folders.ts';
import { isInside } from './rules/paths.ts';

/** What is known of a folder. */
interface Entry {
  readonly ignored: boolean;
  /** What holds for the names in it. */
  readonly chain: IgnoreChain;
}

/** Folders are asked for in runs: those of one run suffice. */
const maxKept = 1000;

/**
 * What git leaves out, as git decides it: by the `.gitignore` of each folder down from the root of the
 * repository, by `.git/info/exclude`, and by the user's own file. A folder is entered once it is not
 * ignored itself, so that nothing in an ignored one is ever taken in again. Read as it is asked for.
 */
export class GitIgnore {
  /** Of the repository; of a folder that is in none, that folder. */
  readonly root: string;
  readonly #homeFolder: string | undefined;
  readonly #kept = new Map<string, Entry>();

  constructor(folder: string, options: { readonly homeFolder?: string } = {}) {
    this.root = repositoryOf(folder) ?? folder;
    this.#homeFolder = options.homeFolder;
  }

  /** Outside of the repository nothing is ignored. */
  ignores(path: string, kind: 'file' | 'folder'): boolean {
    if (path === this.root || !isInside(path, this.root)) return false;
    if (kind === 'folder') return this.#entry(path).ignored;
    const { ignored, chain } = this.#entry(dirname(path));
    return ignored || isIgnored(chain, path, { folder: false });
  }

  /** Whether a change of this file is one of what is ignored, which is then read again. */
  fileChanged(path: string): boolean {
    const isOurs = basename(path) === fileName || path === this.#exclude;
    if (isOurs) this.#kept.clear();
    return isOurs;
  }

  /** The files above a folder, there or not, that decide about it. */
  filesAbove(folder: string): readonly string[] {
    if (!isInside(folder, this.root)) return [];
    const files = [this.#exclude];
    for (let above = folder; above !== this.root; above = dirname(above)) {
      files.push(join(dirname(above), fileName));
    }
    return files;
  }

  get #exclude(): string {
    return join(this.root, '.git', 'info', 'exclude');
  }

  #entry(folder: string): Entry {
    const kept = this.#kept.get(folder);
    if (kept !== undefined) return kept;
    const entry = this.#read(folder);
    if (this.#kept.size >= maxKept) this.#kept.clear();
    this.#kept.set(folder, entry);
    return entry;
  }

  #read(folder: string): Entry {
    const isRoot = folder === this.root;
    const above = isRoot ? this.#outermost() : this.#entry(dirname(folder));
    const ignored = above.ignored || (!isRoot && isIgnored(above.chain, folder, { folder: true }));
    // Nothing in an ignored folder is asked for.
    if (ignored) return { ignored, chain: above.chain };
    return { ignored, chain: extendChain(above.chain, folder, textOf(join(folder, fileName))) };
  }

  #outermost(): Entry {
    const own = this.#homeFolder === undefined ? undefined : textOf(excludesFile(this.#homeFolder));
    const chain = extendChain([], this.root, own);
    return { ignored: false, chain: extendChain(chain, this.root, textOf(this.#exclude)) };
  }
}

const fileName = '.gitignore';

const repositoryOf = (folder: string): string | undefined => {
  if (existsSync(join(folder, '.git'))) return folder;
  return folder === dirname(folder) ? undefined : repositoryOf(dirname(folder));
};

/** `core.excludesFile`, which has a default. */
const excludesFile = (home: string): string => {
  const config = textOf(join(home, '.gitconfig')) ?? '';
  const written = /^\s*excludesfile\s*=\s*"?([^"#;\n]+)/im.exec(config)?.[1]?.trim();
  if (written === undefined) return join(home, '.config', 'git', 'ignore');
  return resolve(home, written.replace(/^~\//, `${home}/`));
};

const textOf = (path: string): string | undefined => {
  // Most folders have none, and an error takes ten times as long as a look.
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
