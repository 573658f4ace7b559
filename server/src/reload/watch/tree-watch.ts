import { readdirSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import type { Disposable } from '../../base/disposable.ts';
import { FolderNode } from './folder-node.ts';
import type { Slices } from './slices.ts';
import { foldsCase, isContent, isLimit, listen, lookAt, lookThrough } from './system.ts';

export interface TreeWatchOptions {
  readonly root: string;
  readonly platform: NodeJS.Platform;
  readonly slices: Slices;
  readonly ignored: (path: string, kind: 'file' | 'folder') => boolean;
  readonly onChange: (path: string, kind: 'file' | 'folder') => void;
  /** Of whatever the system says. */
  readonly onEvent: () => void;
  /** It says that it could not say all. */
  readonly onLost: () => void;
  /** The system has no watch left for this folder and what is in it. */
  readonly onLimit: (folder: string, error: unknown) => void;
}

/** What of a folder is told of when it is read. */
type Tell =
  | 'none'
  | 'all'
  /** Files whose inode changed since then, and what came or went. */
  | { readonly sinceMs: number };

/**
 * Watches a folder with all that is in it, by one watch of the system a folder (where the system can,
 * one for all). A folder is read once its watch stands, so that nothing falls between the two. What
 * the system says is a hint only: what is true is looked up, at once and synchronously, since a look
 * takes microseconds and nothing can come between it and what it is compared with.
 */
export class TreeWatch implements Disposable {
  readonly #options: TreeWatchOptions;
  readonly #oneForAll: boolean;
  #root: FolderNode | undefined;

  constructor(options: TreeWatchOptions) {
    this.#options = options;
    this.#oneForAll = foldsCase(options.platform);
  }

  /** To be called at the start (`none`), and whenever the root may have come, gone or been replaced. */
  check(tell: 'none' | 'all'): void {
    const { root, slices } = this.#options;
    const found = lookThrough(root);
    if (found?.isDirectory() !== true) {
      if (this.#root !== undefined) this.#forget(this.#root);
      this.#root = undefined;
      return;
    }
    if (this.#root?.isIdentified === true) {
      const { blind, handedOver } = this.#root;
      if (this.#root.isSame(found) && (!blind || handedOver)) return;
      this.#forget(this.#root);
      this.#root = undefined;
    }
    if (this.#root !== undefined) return;
    const node = (this.#root = new FolderNode(root));
    slices.add(() => {
      this.#visit(node, tell);
    });
  }

  /** Events were lost: everything is looked at again. */
  rescan(sinceMs: number): void {
    const root = this.#root;
    if (root !== undefined) {
      this.#options.slices.add(() => {
        this.#visit(root, { sinceMs });
      });
    }
  }

  dispose(): void {
    if (this.#root !== undefined) this.#drop(this.#root);
    this.#root = undefined;
  }

  #visit(node: FolderNode, wanted: Tell): void {
    if (node.forgotten || node.handedOver) return;
    const found = lookThrough(node.path);
    // Whoever watches the folder that it is in hears of it.
    if (found?.isDirectory() !== true) return;
    const tell = node.isIdentified && !node.isSame(found) ? 'all' : wanted;
    node.identify(found);
    if (!this.#listen(node)) return;
    const entries = this.#read(node);
    if (entries === undefined) return;
    const folders = new Set<string>();
    const files: string[] = [];
    for (const entry of entries) {
      if (entry.isDirectory()) folders.add(entry.name);
      else if (isContent(entry)) files.push(entry.name);
    }
    if (tell === 'none') node.files.replace(files);
    else this.#compare(node, files, tell);
    for (const [name, child] of [...(node.children ?? [])]) {
      if (!folders.has(name)) this.#forget(child, name);
    }
    for (const name of folders) this.#enter(node, name, tell);
  }

  /** Whether it is watched now. */
  #listen(node: FolderNode): boolean {
    if (this.#oneForAll && node.parent !== undefined) return true;
    node.watch?.close();
    node.watch = undefined;
    try {
      node.watch = listen(node.path, {
        recursive: this.#oneForAll,
        onEvent: (kind, name) => {
          this.#options.onEvent();
          this.#hear(node, kind, name);
        },
      });
      return true;
    } catch (error) {
      // Without permission it is watched no more than it is read; when that changes, its folder hears.
      node.blind = true;
      node.handedOver = isLimit(error);
      if (node.handedOver) this.#options.onLimit(node.path, error);
      return false;
    }
  }

  #read(node: FolderNode): readonly Dirent[] | undefined {
    try {
      const entries = readdirSync(node.path, { withFileTypes: true });
      node.blind = false;
      return entries;
    } catch {
      node.blind = true;
      return undefined;
    }
  }

  #compare(node: FolderNode, files: readonly string[], tell: Exclude<Tell, 'none'>): void {
    const before = new Set(node.files.all());
    node.files.replace(files);
    for (const name of files) {
      const path = join(node.path, name);
      const isNews =
        tell === 'all' ||
        !before.has(name) ||
        (lookAt(path, this.#options.platform)?.ctimeMs ?? 0) >= tell.sinceMs;
      if (isNews) this.#tell(path);
      before.delete(name);
    }
    for (const name of before) this.#tell(join(node.path, name));
  }

  #enter(parent: FolderNode, name: string, tell: Tell): void {
    const known = parent.child(name);
    if (known === undefined && this.#options.ignored(join(parent.path, name), 'folder')) return;
    const child = known ?? parent.addChild(name);
    // What is new since the last look is new in all of it.
    const all = known === undefined && tell !== 'none';
    if (all) this.#options.onChange(child.path, 'folder');
    this.#options.slices.add(() => {
      this.#visit(child, all ? 'all' : tell);
    });
  }

  #hear(node: FolderNode, kind: 'rename' | 'change', name: string | null): void {
    if (node.forgotten) return;
    if (name === null) {
      this.#options.onLost();
      return;
    }
    // The folder itself, which is no news of what is in it.
    if (name === '') return;
    const at = this.#oneForAll ? this.#descend(node, name) : { node, name };
    if (kind === 'change' && at.node.files.has(at.name)) this.#tell(join(at.node.path, at.name));
    else this.#settle(at.node, at.name);
  }

  /** Of a path below a folder: the last folder on the way that is known, and what comes after it. */
  #descend(node: FolderNode, path: string): { node: FolderNode; name: string } {
    const [name = '', ...rest] = path.split(sep);
    const child = rest.length === 0 ? undefined : node.child(name);
    return child === undefined ? { node, name } : this.#descend(child, rest.join(sep));
  }

  /** Finds out what has this name now. */
  #settle(node: FolderNode, name: string): void {
    const found = lookAt(join(node.path, name), this.#options.platform);
    if (found === undefined) this.#miss(node, name);
    else if (found.isDirectory()) {
      if (node.files.delete(name)) this.#tell(join(node.path, name));
      const child = node.child(name);
      if (child !== undefined && (child.handedOver || !child.isIdentified)) return;
      if (child?.isSame(found) === true && !child.blind) return;
      if (child !== undefined) this.#forget(child, name);
      this.#enter(node, name, 'all');
    } else {
      const child = node.child(name);
      if (child !== undefined) this.#forget(child, name);
      if (!isContent(found)) return;
      node.files.add(name);
      this.#tell(join(node.path, name));
    }
  }

  /** What came and went without being seen, as an editor's temporary files, is not told of. */
  #miss(node: FolderNode, name: string): void {
    const child = node.child(name);
    if (child !== undefined) this.#forget(child, name);
    else if (node.files.delete(name)) this.#tell(join(node.path, name));
  }

  /** It is gone: so is all that was known in it. */
  #forget(node: FolderNode, name?: string): void {
    if (name !== undefined) node.parent?.removeChild(name);
    this.#drop(node, (gone) => {
      for (const file of gone.files.all()) this.#tell(join(gone.path, file));
      if (gone.parent !== undefined) this.#options.onChange(gone.path, 'folder');
    });
  }

  #drop(node: FolderNode, onDrop?: (node: FolderNode) => void): void {
    node.forgotten = true;
    node.watch?.close();
    onDrop?.(node);
    for (const child of node.children?.values() ?? []) this.#drop(child, onDrop);
  }

  #tell(path: string): void {
    if (!this.#options.ignored(path, 'file')) this.#options.onChange(path, 'file');
  }
}
