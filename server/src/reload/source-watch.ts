import type { ProjectItem } from '#shared/protocol/projects';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import type { Disposable } from '../base/disposable.ts';
import { adviceOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { GitIgnore } from './git-ignore.ts';
import { isGitWriting } from './git-lock.ts';
import { copiesFolder } from './plan-folders.ts';
import { isInside, outermost } from './rules/paths.ts';
import type { ReloadRule } from './rules/rule.ts';
import type { FileWatch, WatchFiles } from './watcher.ts';

interface SourceWatchOptions {
  readonly watchFiles: WatchFiles;
  readonly log: Log;
  readonly onChange: (path: string, kind: 'file' | 'folder') => void;
  /** Whether to look at files in intervals, wherever they are. */
  readonly poll?: () => boolean;
  /** Of the user, whose own git may ignore more. */
  readonly homeFolder?: string;
}

/** Rules that were found out: what git ignores is not meant by them. */
const derived: ReadonlySet<ReloadRuleItem['origin']> = new Set(['bind', 'build']);

/** A rule, and whether it is for files that git ignores, too. */
interface Wanted {
  readonly rule: ReloadRule;
  readonly evenIgnored: boolean;
}

/** Watches the files that rules are about, for changes that no editor tells of. */
export class SourceWatch implements Disposable {
  readonly #options: SourceWatchOptions;
  /** The newest, and while it is getting ready the one before. */
  readonly #watches = new Set<FileWatch>();
  #git: GitIgnore | undefined;
  #wanted: readonly Wanted[] = [];
  #key = '';
  #disposed = false;
  /** Resolves when all that was set is watched. */
  ready: Promise<void> = Promise.resolve();

  constructor(options: SourceWatchOptions) {
    this.#options = options;
  }

  /**
   * From now on for these rules. Where a rule was found out, only what lies in the project or its
   * workspace folder is watched: a bind mount of `/` or of a data disk is not a source, and too much.
   */
  set(item: ProjectItem, rules: readonly ReloadRule[]): void {
    const near = [item.directory, item.workspaceFolder ?? item.directory];
    const meant = rules.filter(
      ({ origin, path }) => !derived.has(origin) || near.some((folder) => isInside(path, folder)),
    );
    const poll = this.#options.poll?.() === true;
    const key = JSON.stringify([
      poll,
      meant.map(({ path, origin, except }) => [path, origin, except]),
    ]);
    const isSame = key === this.#key;
    if (this.#disposed) return;
    this.#key = key;
    this.#git ??= new GitIgnore(item.directory, this.#options);
    // Also where the same is watched: the newest rules are asked.
    this.#want(meant);
    if (!isSame) this.#replace();
  }

  dispose(): void {
    this.#disposed = true;
    for (const watch of this.#watches) watch.dispose();
  }

  #want(rules: readonly ReloadRule[]): void {
    this.#wanted = rules.map((rule) => ({
      rule,
      // A mount of `./dist` itself is meant, whatever git thinks of `dist`.
      evenIgnored: !derived.has(rule.origin) || this.#git?.ignores(rule.path, 'folder') === true,
    }));
  }

  #replace(): void {
    const roots = outermost(this.#wanted.map(({ rule }) => rule.path));
    const above = roots.flatMap((root) => this.#git?.filesAbove(root) ?? []);
    const next =
      roots.length === 0
        ? undefined
        : this.#options.watchFiles({
            paths: outermost([...roots, ...above]),
            ignored: (path, kind) =>
              kind === 'folder' ? !this.#looksInto(path) : !this.#isHeard(path),
            onChange: (path, kind) => {
              this.#hear(path, kind);
            },
            onError: (error) => {
              this.#options.log.warn(adviceOf(error));
            },
            poll: this.#options.poll?.() === true,
          });
    const previous = [...this.#watches];
    if (next !== undefined) this.#watches.add(next);
    // Both for a moment, so that nothing is missed between them; what is heard twice counts once.
    this.ready = (next?.ready ?? Promise.resolve()).then(() => {
      for (const watch of previous) {
        watch.dispose();
        this.#watches.delete(watch);
      }
    });
  }

  #hear(path: string, kind: 'file' | 'folder'): void {
    if (this.#disposed) return;
    if (this.#git?.fileChanged(path) === true) {
      this.#want(this.#wanted.map(({ rule }) => rule));
      this.#replace();
    }
    if (this.#takes(path, kind)) this.#options.onChange(path, kind);
  }

  #looksInto(folder: string): boolean {
    return this.#wanted.some(
      ({ rule, evenIgnored }) =>
        rule.mayCoverIn(folder) && (evenIgnored || this.#git?.ignores(folder, 'folder') !== true),
    );
  }

  /** What decides what is ignored is heard though no rule is for it. */
  #isHeard(path: string): boolean {
    return path.endsWith('.gitignore') || this.counts(path);
  }

  /** Whether git is writing the files that are watched. */
  isGitWriting(nowMs: number): boolean {
    return this.#git !== undefined && isGitWriting(this.#git.root, nowMs);
  }

  /** Whether a rule is for the file, and git does not keep it out of what was found out. */
  counts(path: string): boolean {
    return this.#takes(path, 'file');
  }

  #takes(path: string, kind: 'file' | 'folder'): boolean {
    return this.#wanted.some(
      ({ rule, evenIgnored }) =>
        (kind === 'file' ? rule.covers(path) : copiesFolder(rule, path)) &&
        (evenIgnored || this.#git?.ignores(path, kind) !== true),
    );
  }
}
