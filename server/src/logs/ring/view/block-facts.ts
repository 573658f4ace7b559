import type { ParsedBlock } from '../parsed-block.ts';

/** What a filter has to know of the lines of a block. */
export interface BlockFacts {
  /** Up to where the block was read. */
  readonly end: number;
  readonly length: number;
  /** Of each line: the number of its source, twice, and one more for its error output. */
  readonly lanes: Uint16Array;
  /** Of each line: what `understand` says of it, and `outFact`. */
  readonly facts: Uint8Array;
}

/** Hidden whatever it says: its source is, or it is too old. */
export const outFact = 4;

export interface FactsOptions {
  readonly understood: Uint8Array;
  /** The number of the source of a line; `undefined` when it is hidden. */
  readonly sourceOf: (block: ParsedBlock, index: number) => number | undefined;
  readonly sinceMs: number;
}

export const factsOf = (
  block: ParsedBlock,
  { understood, sourceOf, sinceMs }: FactsOptions,
): BlockFacts => {
  const { end, length } = block;
  const facts = Uint8Array.from(understood);
  const lanes = new Uint16Array(length);
  for (let index = 0; index < length; index++) {
    const source = sourceOf(block, index);
    if (source === undefined || block.timeMs(index) < sinceMs) facts[index] = outFact;
    else lanes[index] = source * 2 + (block.stream(index) === 'stderr' ? 1 : 0);
  }
  return { end, length, lanes, facts };
};
