/** Spaces that were put in front of lines of a text, and the way back to its own places. */
export class Pads {
  readonly #text: string;
  /** How many, by where the line begins. */
  readonly #counts = new Map<number, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether that is news. */
  add(lineStart: number, count: number): boolean {
    if ((this.#counts.get(lineStart) ?? 0) >= count) return false;
    this.#counts.set(lineStart, count);
    return true;
  }

  apply(): { readonly text: string; readonly toOriginal: (offset: number) => number } {
    const lines = [...this.#counts].sort(([a], [b]) => a - b);
    const pieces: string[] = [];
    const jumps: { readonly at: number; readonly count: number; readonly before: number }[] = [];
    let from = 0;
    let before = 0;
    for (const [start, count] of lines) {
      pieces.push(this.#text.slice(from, start), ' '.repeat(count));
      jumps.push({ at: start + before, count, before });
      before += count;
      from = start;
    }
    pieces.push(this.#text.slice(from));
    return {
      text: pieces.join(''),
      toOriginal: (offset) => {
        let [low, high] = [0, jumps.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((jumps[middle]?.at ?? Infinity) <= offset) low = middle + 1;
          else high = middle;
        }
        const jump = jumps[low - 1];
        if (jump === undefined) return offset;
        // Within the spaces it is where the line begins.
        return Math.max(jump.at, offset - jump.count) - jump.before;
      },
    };
  }
}
