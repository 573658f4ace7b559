import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sight, Step } from './draw-step.ts';
import { composeText, services } from './services.ts';
import { walk } from './trees.ts';

type EditStep = Extract<Step, { readonly path: string } | { readonly paths: readonly string[] }>;

/** The folder that is edited: a git work tree with the files of all services. */
export class SoakWorkspace {
  readonly name: string;
  readonly root: string;
  readonly #commits: string[] = [];
  #texts = 0;

  constructor(name: string) {
    this.name = name;
    this.root = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'hyperbox-soak-'))), name);
    mkdirSync(this.root);
    this.#write('compose.yaml', composeText(name));
    for (const { folder, files } of services) {
      for (const [file, text] of Object.entries(files ?? {})) this.#write(file, text);
      for (let n = 0; n < 5; n += 1)
        this.#write(`${folder}/lib/${String(n)} main.js`, this.#text(500));
    }
    this.#git('init', '-q');
    this.#commit();
  }

  sight(): Sight {
    const files: string[] = [];
    const folders: string[] = [];
    for (const { folder } of services) {
      const own = path.join(this.root, folder);
      for (const { path: file } of walk(own)) files.push(path.relative(this.root, file));
      for (const entry of readdirSync(own, { withFileTypes: true }))
        if (entry.isDirectory()) folders.push(`${folder}/${entry.name}`);
    }
    return { files, folders: folders.sort() };
  }

  /** Does it and says which files an editor would have saved. Nothing where it cannot be done. */
  edit(step: EditStep): readonly string[] {
    switch (step.kind) {
      case 'edit':
      case 'create':
        return this.#put(step.path, this.#text(step.bytes));
      case 'replace':
        return this.#put(step.path, this.#text(step.bytes), { beside: true });
      case 'burst':
        return step.paths.flatMap((each) => this.#put(each, this.#text(200)));
      case 'remove':
        rmSync(this.#at(step.path), { recursive: true, force: true });
        return [];
      case 'rename':
        this.#rename(step.path, step.to);
        return [];
      case 'mode':
        this.#switchMode(step.path);
        return [];
      case 'link':
        this.#link(step.path, step.to);
        return [];
    }
  }

  /** All is committed, and one of the commits before is checked out. */
  checkout(choice: number): void {
    this.#commit();
    this.#git('checkout', '-q', '-f', this.#commits[choice % this.#commits.length]!);
    // Git removes folders that it empties, and those of the services are watched.
    for (const { folder } of services) mkdirSync(this.#at(folder), { recursive: true });
  }

  dispose(): void {
    rmSync(path.dirname(this.root), { recursive: true, force: true });
  }

  #commit(): void {
    this.#git('add', '-A');
    this.#git('commit', '-q', '--allow-empty', '-m', String(this.#commits.length));
    this.#commits.push(this.#git('rev-parse', 'HEAD').trim());
  }

  #git(...args: readonly string[]): string {
    const who = ['-c', 'user.name=Soak', '-c', 'user.email=soak@example.com', '-c', 'gc.auto=0'];
    return execFileSync('git', [...who, ...args], { cwd: this.root, encoding: 'utf8' });
  }

  #put(name: string, text: string, how: { readonly beside?: boolean } = {}): readonly string[] {
    const file = this.#at(name);
    const there = lstatSync(file, { throwIfNoEntry: false });
    // A file where a folder is, or the reverse, is for renames and checkouts to bring about.
    if (there?.isDirectory() === true || !this.#canHold(file)) return [];
    if (there?.isSymbolicLink() === true) rmSync(file);
    mkdirSync(path.dirname(file), { recursive: true });
    if (how.beside === true) {
      writeFileSync(`${file}~`, text);
      renameSync(`${file}~`, file);
    } else writeFileSync(file, text);
    return [file];
  }

  #rename(from: string, to: string): void {
    const [source, target] = [this.#at(from), this.#at(to)];
    if (!existsSync(source) || !this.#canHold(target) || target.startsWith(`${source}/`)) return;
    const there = lstatSync(target, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) return;
    if (lstatSync(source).isDirectory() && there !== undefined) return;
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(source, target);
  }

  #switchMode(name: string): void {
    const there = lstatSync(this.#at(name), { throwIfNoEntry: false });
    if (there?.isFile() === true)
      chmodSync(this.#at(name), (there.mode & 0o111) === 0 ? 0o755 : 0o644);
  }

  #link(name: string, to: string): void {
    const file = this.#at(name);
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined || !this.#canHold(file)) return;
    mkdirSync(path.dirname(file), { recursive: true });
    symlinkSync(to, file);
  }

  /** Whether all that should be folders above it are. */
  #canHold(file: string): boolean {
    for (let folder = path.dirname(file); folder.length > this.root.length;) {
      const there = lstatSync(folder, { throwIfNoEntry: false });
      if (there !== undefined && !there.isDirectory()) return false;
      folder = path.dirname(folder);
    }
    return true;
  }

  #text(bytes: number): string {
    const line = `${createHash('sha1')
      .update(String((this.#texts += 1)))
      .digest('hex')}\n`;
    return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
  }

  #write(name: string, text: string): void {
    mkdirSync(path.dirname(this.#at(name)), { recursive: true });
    writeFileSync(this.#at(name), text);
  }

  #at(name: string): string {
    return path.join(this.root, name);
  }
}
