import { join } from 'node:path';
import type { Disposable } from '../../base/disposable.ts';
import type { FolderNode } from './folder-node.ts';

/** Editors that remove a file and write it anew take a moment. */
const patienceMs = 50;

interface VanishingOptions {
  readonly isThere: (path: string) => boolean;
  readonly onGone: (node: FolderNode, name: string) => void;
}

/** Files that are missing: gone once they are still missing a moment later. */
export class Vanishing implements Disposable {
  readonly #options: VanishingOptions;
  #missing = new Map<string, { readonly node: FolderNode; readonly name: string }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: VanishingOptions) {
    this.#options = options;
  }

  add(node: FolderNode, name: string): void {
    this.#missing.set(join(node.path, name), { node, name });
    this.#timer ??= setTimeout(() => {
      this.#look();
    }, patienceMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#missing.clear();
  }

  #look(): void {
    const missing = this.#missing;
    this.#missing = new Map();
    this.#timer = undefined;
    for (const [path, { node, name }] of missing) {
      if (!node.forgotten && !this.#options.isThere(path)) this.#options.onGone(node, name);
    }
  }
}
