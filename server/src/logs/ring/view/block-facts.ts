import { isContinuation } from '#shared/logs/continuation';
import { logLevels } from '#shared/logs/filter';
import { levelOf } from '#shared/logs/level';
import type { ParsedBlock } from '../parsed-block.ts';
import { searchedText } from './searched-text.ts';

/**
 * What a filter has to know of the lines of a block. A lane is one of the two outputs of a container:
 * a stack trace stays in its lane, whatever others print meanwhile.
 */
export interface BlockFacts {
  /** Up to where the block was read. */
  readonly end: number;
  readonly length: number;
  /** Of each line: its lane; see `laneOf`. */
  readonly lanes: Uint16Array;
  /** Of each line: `markerFact` and so on, and its level from `levelShift` on. */
  readonly facts: Uint8Array;
}

export const markerFact = 1;
/** It belongs to the line before it in its lane. */
export const continuationFact = 2;
/** Hidden whatever it says: its source is, or it is too old. */
export const outFact = 4;
export const levelShift = 4;

/** `source` is the number of an origin in the view. */
export const laneOf = (source: number, stream: string): number =>
  source * 2 + (stream === 'stderr' ? 1 : 0);

export interface FactsOptions {
  /** The number of the origin of a line; `undefined` when it is hidden. */
  readonly sourceOf: (block: ParsedBlock, index: number) => number | undefined;
  readonly sinceMs: number;
  readonly wantsLevels: boolean;
}

export const findFacts = (
  block: ParsedBlock,
  before: ParsedBlock | undefined,
  { sourceOf, sinceMs, wantsLevels }: FactsOptions,
): BlockFacts => {
  const { end, length } = block;
  const found = { end, length, lanes: new Uint16Array(length), facts: new Uint8Array(length) };
  const last = new Map<number, string | undefined>();
  for (let index = 0; index < length; index++) {
    const source = sourceOf(block, index);
    if (source === undefined || block.timeMs(index) < sinceMs) {
      found.facts[index] = outFact;
      continue;
    }
    const lane = laneOf(source, block.stream(index));
    found.lanes[index] = lane;
    if (block.isMarker(index)) {
      found.facts[index] = markerFact;
      last.delete(lane);
      continue;
    }
    const text = searchedText(block, index);
    if (!last.has(lane) && before !== undefined) last.set(lane, lastOfLane(before, lane, sourceOf));
    const continues = isContinuation(text, last.get(lane));
    if (text.trim() !== '') last.set(lane, text);
    found.facts[index] =
      (continues ? continuationFact : 0) |
      (wantsLevels ? logLevels.indexOf(levelOf(text)) << levelShift : 0);
  }
  return found;
};

/** The last line of a lane that is not blank. */
const lastOfLane = (
  block: ParsedBlock,
  lane: number,
  sourceOf: FactsOptions['sourceOf'],
): string | undefined => {
  for (let index = block.length - 1; index >= 0; index--) {
    const source = sourceOf(block, index);
    if (source === undefined || laneOf(source, block.stream(index)) !== lane) continue;
    if (block.isMarker(index)) return undefined;
    const text = searchedText(block, index);
    if (text.trim() !== '') return text;
  }
  return undefined;
};
