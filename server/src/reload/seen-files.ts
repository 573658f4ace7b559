import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

interface Look {
  readonly time: string;
  readonly content: string;
}

/** Longer files are told apart by time and size alone. */
const maxHashedBytes = 8 * 1024 * 1024;

/**
 * Remembers what files looked like, so that a save that both the editor and the file watcher tell of
 * counts once, and a write of the same content does not count at all.
 */
export class SeenFiles {
  readonly #looks = new Map<string, Look>();
  readonly #turns = new Map<string, Promise<boolean>>();

  /** Whether the file is another than at the last question; the first question is always yes. */
  isNews(path: string): Promise<boolean> {
    const turn = (this.#turns.get(path) ?? Promise.resolve(true)).then(() => this.#compare(path));
    this.#turns.set(path, turn);
    void turn.finally(() => {
      if (this.#turns.get(path) === turn) this.#turns.delete(path);
    });
    return turn;
  }

  async #compare(path: string): Promise<boolean> {
    const before = this.#looks.get(path);
    const found = await stat(path).catch(() => undefined);
    const time = found === undefined ? 'absent' : `${found.mtimeMs}:${found.size}:${found.ino}`;
    if (before?.time === time) return false;
    const content =
      found?.isFile() === true && found.size <= maxHashedBytes ? await hashOf(path, time) : time;
    this.#looks.set(path, { time, content });
    return before?.content !== content;
  }
}

const hashOf = (path: string, otherwise: string): Promise<string> =>
  readFile(path).then(
    (bytes) => createHash('sha1').update(bytes).digest('hex'),
    () => otherwise,
  );
