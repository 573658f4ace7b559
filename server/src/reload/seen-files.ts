import { systemClock, type Clock } from '../base/clock.ts';
import type { FileChange } from './change.ts';
import { folder, lookAtFile, type Look } from './look.ts';

/** Of those looked at last. Whatever is forgotten is news once more, which at worst costs a restart. */
const maxRemembered = 10_000;

export interface SeenChange extends FileChange {
  /** When the file says that it was written, or its mode changed; of those that are there. */
  readonly writtenAtMs?: number;
}

/**
 * Editors and git remove a file and write it anew, most of them at once: gone is what is still gone after
 * all of these.
 */
const patienceMs = [5, 10, 35];

interface Turn {
  readonly running: Promise<SeenChange | undefined>;
  /** Has not begun: who asks meanwhile is answered by it. */
  next?: Promise<SeenChange | undefined>;
}

/**
 * Remembers what files looked like, so that a save that both the editor and the file watcher tell of
 * counts once, and a write of the same content does not count at all. Whether a file was written or
 * removed is found here, when it is looked at: what was told of it may be over. Folders come and go.
 */
export class SeenFiles {
  readonly #foldsCase: boolean;
  readonly #clock: Clock;
  /** In the order in which they were last looked at. */
  readonly #looks = new Map<string, Look>();
  readonly #turns = new Map<string, Turn>();

  /** `foldsCase`: the file system finds `a` also when its name is `A`. */
  constructor(options: { readonly foldsCase?: boolean; readonly clock?: Clock } = {}) {
    this.#foldsCase = options.foldsCase ?? false;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * What happened to it since the last question; the first is always answered. `undefined` when
   * nothing did: its content and mode are the same. Of a file that a folder takes the place of, that
   * it was removed. `kind`: what somebody saw come or go there.
   */
  look(path: string, kind: 'file' | 'folder' = 'file'): Promise<SeenChange | undefined> {
    const turn = this.#turns.get(path);
    if (turn === undefined) return this.#begin(path, kind);
    turn.next ??= turn.running.then(() => this.#begin(path, kind));
    return turn.next;
  }

  #begin(path: string, kind: 'file' | 'folder'): Promise<SeenChange | undefined> {
    const turn: Turn = { running: this.#compare(path, kind) };
    this.#turns.set(path, turn);
    void turn.running.finally(() => {
      if (this.#turns.get(path) === turn && turn.next === undefined) this.#turns.delete(path);
    });
    return turn.running;
  }

  async #compare(path: string, kind: 'file' | 'folder'): Promise<SeenChange | undefined> {
    const before = this.#looks.get(path);
    let look = await this.#look(path, before);
    const wasThere = before === undefined || before.content !== undefined;
    for (const ms of wasThere ? patienceMs : []) {
      if (look.content !== undefined) break;
      await this.#clock.sleep(ms);
      look = await this.#look(path, before);
    }
    this.#remember(path, look);
    if (before !== undefined && before.content === look.content) return undefined;
    return changeOf(path, { before, look, kind });
  }

  #look(path: string, before: Look | undefined): Promise<Look> {
    return lookAtFile(path, { before, nowMs: this.#clock.now(), foldsCase: this.#foldsCase });
  }

  #remember(path: string, look: Look): void {
    this.#looks.delete(path);
    this.#looks.set(path, look);
    const [oldest] = this.#looks.size > maxRemembered ? this.#looks.keys() : [];
    if (oldest !== undefined) this.#looks.delete(oldest);
  }
}

const changeOf = (
  path: string,
  seen: {
    readonly before: Look | undefined;
    readonly look: Look;
    readonly kind: 'file' | 'folder';
  },
): SeenChange => {
  const { before, look, kind } = seen;
  const was = before === undefined ? kind : kindOf(before);
  const now = kindOf(look);
  if (now === 'file') return { path, kind: 'written', writtenAtMs: look.changedAtMs };
  if (now === 'folder' && was !== 'file') return { path, kind: 'written', isFolder: true };
  return { path, kind: 'removed', ...(was === 'folder' && { isFolder: true }) };
};

const kindOf = (look: Look): 'file' | 'folder' | 'nothing' =>
  look === folder ? 'folder' : look.content === undefined ? 'nothing' : 'file';
