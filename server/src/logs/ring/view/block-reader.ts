import { endOf, type BlockList } from '../block.ts';
import { ParsedBlock } from '../parsed-block.ts';

const mostAhead = 8;
/** A line of 10 MB is a block of its own, so that the number alone says little. */
const bytesAhead = 1024 * 1024;
const blocksKept = 48;
const bytesKept = 8 * 1024 * 1024;

/**
 * The blocks of one list for one piece of work. When they are wanted one after the other, several are
 * read at once.
 */
export class BlockReader {
  readonly list: BlockList;
  /** Everything could be read so far. */
  isWhole = true;
  readonly #blocks = new Map<number, ParsedBlock>();
  #last = -2;
  #ahead = 1;

  constructor(list: BlockList) {
    this.list = list;
  }

  async get(index: number): Promise<ParsedBlock> {
    const known = this.#blocks.get(index);
    if (known !== undefined) return known;
    const isNext = Math.abs(index - this.#last) <= 1;
    const step = index < this.#last ? -1 : 1;
    this.#ahead = isNext ? Math.min(mostAhead, this.#ahead * 2) : 1;
    const run = this.#runFrom(index, step);
    await this.#read(run);
    this.#last = step > 0 ? run.to : run.from;
    const block = this.#blocks.get(index);
    if (block === undefined) throw new RangeError(`There is no block ${index}`);
    return block;
  }

  /** Blocks from `index` on, either way, that lie one behind the other in one file. */
  #runFrom(index: number, step: 1 | -1): { readonly from: number; readonly to: number } {
    let end = index;
    let bytes = this.#bytesOf(index);
    while (Math.abs(end - index) + 1 < this.#ahead && this.#follows(end, end + step)) {
      bytes += this.#bytesOf(end + step);
      if (bytes > bytesAhead) break;
      end += step;
    }
    return step > 0 ? { from: index, to: end } : { from: end, to: index };
  }

  #follows(index: number, other: number): boolean {
    if (other < 0 || other >= this.list.length || this.#blocks.has(other)) return false;
    const [first, second] = [Math.min(index, other), Math.max(index, other)];
    const [a, b] = [this.list.blocks[first], this.list.blocks[second]];
    return a !== undefined && a.file === b?.file && a.end === b.start;
  }

  async #read({ from, to }: { readonly from: number; readonly to: number }): Promise<void> {
    const first = this.list.blocks[from];
    if (first === undefined) return;
    const bytes = await first.file.read(first.start, endOf(this.list, to));
    for (let index = from; index <= to; index++) {
      const block = this.list.blocks[index];
      if (block === undefined) continue;
      const end = endOf(this.list, index);
      const own = bytes.subarray(block.start - first.start, end - first.start);
      const parsed = new ParsedBlock(block, end, own);
      this.isWhole &&= parsed.isWhole;
      this.#blocks.set(index, parsed);
    }
    this.#forget(from, to);
  }

  /** All but the last ones that were read. */
  #forget(from: number, to: number): void {
    let bytes = 0;
    for (const { bytes: own } of this.#blocks.values()) bytes += own.length;
    for (const [index, block] of this.#blocks) {
      if (this.#blocks.size <= blocksKept && bytes <= bytesKept) return;
      if (index >= from && index <= to) continue;
      this.#blocks.delete(index);
      bytes -= block.bytes.length;
    }
  }

  #bytesOf(index: number): number {
    return endOf(this.list, index) - (this.list.blocks[index]?.start ?? 0);
  }
}
