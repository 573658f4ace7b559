import type { Block, BlockList, GrowingBlock } from './block.ts';
import type { LogLimits } from './contract.ts';
import type { Segment } from './segment.ts';

export interface ExcessOptions {
  readonly limits: LogLimits;
  readonly nowMs: number;
  /** Nothing is wanted that is older. */
  readonly beforeMs: number;
  /** The file that is written to may go as well: nothing of it waits to be written. */
  readonly withLast: boolean;
}

/** The files of a ring and the blocks in them, oldest first. */
export class KeptFiles {
  #segments: Segment[] = [];
  #blocks: GrowingBlock[] = [];

  load(segments: readonly Segment[], blocks: readonly GrowingBlock[]): void {
    this.#segments = [...segments];
    this.#blocks = [...blocks];
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  get lastBlock(): Block | undefined {
    return this.#blocks.at(-1);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  get records(): number {
    return this.#segments.reduce((sum, { records }) => sum + records, 0);
  }

  addFile(segment: Segment): void {
    this.#segments.push(segment);
  }

  addBlock(block: GrowingBlock): void {
    this.#blocks.push(block);
  }

  list(): BlockList {
    const { length } = this.#blocks;
    return { blocks: this.#blocks, length, lastEnd: this.#blocks.at(-1)?.end ?? 0 };
  }

  /** Lets go of the oldest files that are too much or too old; the caller removes them. */
  takeExcess({ limits, nowMs, beforeMs, withLast }: ExcessOptions): readonly Segment[] {
    const oldest = Math.max(beforeMs, nowMs - limits.ageMs);
    const most = limits.ringBytes - segmentBytes(limits);
    let bytes = this.bytes;
    let count = 0;
    for (const segment of this.#segments) {
      const isLast = segment === this.#segments.at(-1);
      const isTooMuch = bytes > most && !isLast;
      const isTooOld = segment.lastOrder < oldest && (!isLast || withLast);
      if (!isTooMuch && !isTooOld) break;
      bytes -= segment.size;
      count++;
    }
    if (count === 0) return [];
    const gone = new Set<unknown>(this.#segments.slice(0, count));
    const removed = this.#segments.slice(0, count);
    this.#segments = this.#segments.slice(count);
    // Another array: lists that were handed out stay as they are.
    this.#blocks = this.#blocks.filter(({ file }) => !gone.has(file));
    return removed;
  }
}

/** So much of a ring goes at a time, and so much of its age. */
const segmentsKept = 16;
const maxSegmentBytes = 64 * 1024 * 1024;

/** How large a file gets. */
export const segmentBytes = ({ ringBytes }: LogLimits): number =>
  Math.min(maxSegmentBytes, ringBytes / segmentsKept);

/** A file that spanned much of the age that is kept would be kept too long. */
export const segmentMs = ({ ageMs }: LogLimits): number => ageMs / segmentsKept;
