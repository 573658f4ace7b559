import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { joinChanges, type HeardChange } from './job.ts';
import { Quiet } from './quiet.ts';
import type { RuleSource } from './rule-source.ts';
import { SeenFiles, type SeenChange } from './seen-files.ts';

export interface HearingOptions {
  readonly clock: Clock;
  readonly rules: Pick<RuleSource, 'last' | 'fileChanged'>;
  /** Whether the file system finds `a` also when its name is `A`. */
  readonly foldsCase: boolean;
  /** Whether more of a burst is known to come. */
  readonly isBusy: () => boolean;
  /** A burst is over: all that changed in it, by path. */
  readonly onQuiet: (changes: ReadonlyMap<string, HeardChange>) => void;
}

/** Takes what the editor and the file watcher tell, each change once, until it is quiet. */
export class Hearing implements Disposable {
  readonly #options: HearingOptions;
  readonly #seen: SeenFiles;
  readonly #quiet: Quiet;
  #pending = new Map<string, HeardChange>();
  /** How many files are being looked at. */
  #looking = 0;
  #disposed = false;

  constructor(options: HearingOptions) {
    this.#options = options;
    this.#seen = new SeenFiles(options);
    this.#quiet = new Quiet({
      clock: options.clock,
      isBusy: options.isBusy,
      isOnItsWay: () => this.#looking > 0,
      onQuiet: () => {
        const changes = this.#pending;
        this.#pending = new Map();
        options.onQuiet(changes);
      },
    });
  }

  /** A file was written, or came, or went; a folder came or went. Cheap for files that no rule is about. */
  async hear(
    path: string,
    from: { readonly inEditor: boolean; readonly kind?: 'file' | 'folder' },
  ): Promise<void> {
    const { clock, rules } = this.#options;
    const heardAtMs = clock.now();
    const isOurs = rules.last?.rules.some((rule) => rule.covers(path)) ?? true;
    rules.fileChanged(path);
    if (!isOurs || this.#isOver()) return;
    this.#looking += 1;
    const change = await this.#seen.look(path, from.kind).finally(() => {
      this.#looking -= 1;
    });
    if (this.#isOver()) return;
    if (change === undefined) {
      if (from.inEditor) this.#isSaved(path);
      return;
    }
    const heard: HeardChange = {
      ...{ path, kind: change.kind, heardAtMs },
      ...(change.isFolder === true && { isFolder: true }),
      cause: from.inEditor ? 'saved' : 'changed',
      savedAtMs: savedAt(change, heardAtMs),
    };
    const before = this.#pending.get(path);
    this.#pending.set(path, before === undefined ? heard : joinChanges(before, heard));
    this.#quiet.disturb();
  }

  /** The watcher may be quicker than the editor: it is a person's save all the same. */
  #isSaved(path: string): void {
    const before = this.#pending.get(path);
    if (before !== undefined) this.#pending.set(path, { ...before, cause: 'saved' });
  }

  /** A function, as it may have changed at every await. */
  #isOver(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    this.#disposed = true;
    this.#quiet.dispose();
  }
}

/** Of an older file: it was unpacked, or moved here. */
const believableMs = 5000;

const savedAt = ({ writtenAtMs }: SeenChange, heardAtMs: number): number => {
  const since = heardAtMs - (writtenAtMs ?? heardAtMs);
  return since > 0 && since < believableMs ? heardAtMs - since : heardAtMs;
};
