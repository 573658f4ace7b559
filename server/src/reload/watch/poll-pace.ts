const shortestMs = 1000;
/** A look at a file takes some five microseconds of processor time: a twentieth of one at most. */
const msPerFile = 0.1;

/**
 * How often files are looked at. Never more often than before: of two watches with another interval
 * chokidar stops the one when the other of the same file ends.
 */
export class PollPace {
  #slowestMs = shortestMs;

  forFiles(count: number): number {
    this.#slowestMs = Math.max(this.#slowestMs, Math.round(count * msPerFile));
    return this.#slowestMs;
  }
}
