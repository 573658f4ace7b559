import type { FSWatcher, Stats } from 'node:fs';
import { join } from 'node:path';
import { Names } from './names.ts';

/** A folder of a tree that is watched, with what is known to be in it. */
export class FolderNode {
  readonly path: string;
  readonly parent: FolderNode | undefined;
  readonly files = new Names();
  /** Those that are looked into; most folders have none. */
  children: Map<string, FolderNode> | undefined;
  /** Of the system; absent where one watch is for the whole tree, or none could be had. */
  watch: FSWatcher | undefined;
  /** Whether what is in it could not be read the last time. */
  blind = false;
  /** It is no longer part of the tree. */
  forgotten = false;
  /** Somebody else looks after all that is in it. */
  handedOver = false;
  #inode: number | undefined;
  #bornAt = 0;

  constructor(path: string, parent?: FolderNode) {
    this.path = path;
    this.parent = parent;
  }

  child(name: string): FolderNode | undefined {
    return this.children?.get(name);
  }

  addChild(name: string): FolderNode {
    const child = new FolderNode(join(this.path, name), this);
    this.children ??= new Map();
    this.children.set(name, child);
    return child;
  }

  removeChild(name: string): void {
    this.children?.delete(name);
    if (this.children?.size === 0) this.children = undefined;
  }

  /** Whether `identify` was ever called. */
  get isIdentified(): boolean {
    return this.#inode !== undefined;
  }

  /** An inode is used again as soon as it is free, hence also when the folder was made. */
  isSame(found: Stats): boolean {
    return this.#inode === found.ino && this.#bornAt === found.birthtimeMs;
  }

  identify(found: Stats): void {
    this.#inode = found.ino;
    this.#bornAt = found.birthtimeMs;
  }
}
