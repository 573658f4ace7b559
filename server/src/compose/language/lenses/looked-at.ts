/** After so long without being asked, a file is looked at anew to find out whether it is in sight. */
const askAgainMs = 30_000;

/**
 * Which of the files that have lenses are in sight. An editor does not say so, but asked to look at its
 * lenses again it does that for those files only.
 */
export class LookedAt {
  /** Those that nobody has asked about since the editor was told to look again. */
  readonly #unseen = new Set<string>();
  #toldMs = performance.now();

  /** The editor asks for the lenses of a file. */
  asked(path: string): void {
    this.#unseen.delete(path);
  }

  /** The editor is told to look again at all of them. */
  told(paths: Iterable<string>): void {
    this.#toldMs = performance.now();
    for (const path of paths) this.#unseen.add(path);
  }

  /** Whether it is time to find out again. */
  get isOld(): boolean {
    return performance.now() - this.#toldMs >= askAgainMs;
  }

  isSeen(path: string): boolean {
    return !this.#unseen.has(path);
  }
}
