import {
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The same numbers for the same seed. */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** By relative path: what a container would have to have of it. */
export type Contents = ReadonlyMap<string, string>;

const existing = (path: string): Stats | undefined => {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
};

/** Of a file, link or folder; `undefined` for what is none of these. */
export const contentOf = (path: string): string | undefined => {
  const found = existing(path);
  if (found?.isDirectory() === true) return 'folder';
  if (found?.isSymbolicLink() === true) return `link ${readlinkSync(path)}`;
  if (found?.isFile() !== true) return undefined;
  return `${(found.mode & 0o777).toString(8)} ${readFileSync(path, 'utf8')}`;
};

export const contentsOf = (root: string, prefix = ''): Contents => {
  const all = new Map<string, string>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const content = contentOf(join(root, name));
    if (content !== undefined) all.set(join(prefix, name), content);
  }
  return all;
};

/** Does to a tree what people and tools do to theirs, in any order. */
export class RandomTree {
  readonly #root: string;
  readonly #random: () => number;
  /** In words, for who looks for what was missed. */
  readonly done: string[] = [];
  #touched: string[] = [];

  constructor(root: string, random: () => number) {
    this.#root = root;
    this.#random = random;
  }

  act(): void {
    const [name, act] = this.pick(acts) ?? acts[0];
    this.#touched = [];
    try {
      act(this);
      this.done.push([name, ...this.#touched].join(' '));
    } catch (error) {
      // Into itself, onto a folder that is not empty: what the system refuses is not done.
      if (!(error instanceof Error && 'code' in error)) throw error;
      this.done.push(['(', name, ...this.#touched, ')'].join(' '));
    }
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }

  text(): string {
    return String(Math.floor(this.#random() * 1e6));
  }

  /** Mostly a new place, at times one that is taken. */
  place(): string {
    const names = ['a', 'b', 'c', 'd', 'A', 'src', 'lib'];
    const depth = 1 + Math.floor(this.#random() * 4);
    const parts = Array.from({ length: depth }, () => this.pick(names) ?? 'a');
    this.#touched.push(parts.join('/'));
    return join(this.#root, ...parts);
  }

  of(kind: 'file' | 'folder'): string | undefined {
    const entries = readdirSync(this.#root, { recursive: true, withFileTypes: true });
    const fits = entries.filter((entry) => entry.isDirectory() === (kind === 'folder'));
    // By name, since the system lists them in an order of its own.
    const path = this.pick(fits.map(({ parentPath, name }) => join(parentPath, name)).sort());
    this.#touched.push(relative(this.#root, path ?? ''));
    return path;
  }
}

const inFolder = (path: string): string => {
  mkdirSync(dirname(path), { recursive: true });
  return path;
};

const acts: readonly [Act, ...Act[]] = [
  ['write', write],
  ['write again', rewrite],
  [
    'append',
    (tree) => {
      appendFileSync(tree.of('file') ?? tree.place(), tree.text());
    },
  ],
  [
    'save',
    (tree) => {
      const path = tree.of('file') ?? tree.place();
      writeFileSync(`${path}.tmp`, tree.text());
      renameSync(`${path}.tmp`, path);
    },
  ],
  [
    'remove',
    (tree) => {
      rmSync(tree.of('file') ?? tree.place());
    },
  ],
  [
    'mode',
    (tree) => {
      chmodSync(tree.of('file') ?? tree.place(), tree.pick([0o644, 0o755]) ?? 0o600);
    },
  ],
  [
    'link',
    (tree) => {
      symlinkSync(tree.text(), inFolder(tree.place()));
    },
  ],
  [
    'rename',
    (tree) => {
      renameSync(tree.of('file') ?? tree.place(), inFolder(tree.place()));
    },
  ],
  [
    'move folder',
    (tree) => {
      renameSync(tree.of('folder') ?? tree.place(), inFolder(tree.place()));
    },
  ],
  [
    'remove folder',
    (tree) => {
      rmSync(tree.of('folder') ?? tree.place(), { recursive: true });
    },
  ],
  ['make anew', remake],
  ['fill', fill],
];

type Act = readonly [name: string, act: (tree: RandomTree) => void];

function write(tree: RandomTree): void {
  writeFileSync(inFolder(tree.place()), tree.text());
}

function rewrite(tree: RandomTree): void {
  writeFileSync(tree.of('file') ?? tree.place(), tree.text());
}

/** As a checkout does it: gone and there again, with other things in it. */
function remake(tree: RandomTree): void {
  const folder = tree.of('folder') ?? tree.place();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'made'), tree.text());
}

function fill(tree: RandomTree): void {
  const folder = tree.place();
  for (let i = 0; i < 20; i += 1) {
    writeFileSync(inFolder(join(folder, String(i % 4), String(i))), tree.text());
  }
}
