import type { Origin } from './origins.ts';

/** One file of a ring, for those who read it. */
export interface BlockFile {
  /** How much was appended to the ring before this file. */
  readonly base: number;
  /** By the number that its records name. */
  readonly origins: readonly (Origin | undefined)[];
  /** The bytes of a range; fewer when the file ends before, or is gone. */
  read(from: number, to: number): Promise<Buffer>;
}

/**
 * A run of records in one file, which is found, read and judged as one: at most `blockRecords` of them
 * and, unless a single one is longer, `blockBytes`. Whoever keeps something of a block keeps it by this
 * object, and looks at `end` for whether it has grown.
 */
export interface Block {
  readonly file: BlockFile;
  /** In the file. */
  readonly start: number;
  readonly end: number;
  /** Lines and markers in it. */
  readonly records: number;
  /** Order times of its first and its last record; see `orderOf`. */
  readonly firstOrder: number;
  readonly lastOrder: number;
}

/** What a ring holds at one moment; what is appended later does not show in it. */
export interface BlockList {
  readonly blocks: readonly Block[];
  /** How many of `blocks` count, and where the last one of them ends. */
  readonly length: number;
  readonly lastEnd: number;
}

export const blockRecords = 512;
export const blockBytes = 64 * 1024;

/** A block as its writer, or who finds it in a file, fills it. */
export interface GrowingBlock extends Block {
  readonly file: BlockFile;
  end: number;
  records: number;
  lastOrder: number;
}

export const newBlock = (file: BlockFile, start: number, order: number): GrowingBlock => ({
  file,
  start,
  end: start,
  records: 0,
  firstOrder: order,
  lastOrder: order,
});

/** Whether a record of so many bytes still belongs to the block. */
export const hasRoom = (block: Block, bytes: number): boolean =>
  block.records < blockRecords &&
  (block.records === 0 || block.end - block.start + bytes <= blockBytes);

/** Where a block ends in a list: the last one may have grown since. */
export const endOf = (list: BlockList, index: number): number =>
  index === list.length - 1 ? list.lastEnd : (list.blocks[index]?.end ?? 0);

/**
 * Lines are ordered by when they came: one that says it is older than the one before it is taken to be
 * as old as that, and so is one that says nothing sensible.
 */
export const orderOf = (before: number, timeMs: number): number =>
  timeMs > before && timeMs < Infinity ? timeMs : before;
