import { isContinuation } from '#shared/logs/continuation';
import { logLevels } from '#shared/logs/filter';
import { levelOf } from '#shared/logs/level';
import type { Block } from '../block.ts';
import type { Origin } from '../origins.ts';
import type { ParsedBlock } from '../parsed-block.ts';
import { searchedText } from './searched-text.ts';

/** What a line is, whatever is asked of it; see `BlockFacts`. */
export const markerFact = 1;
/** It belongs to the line before it in its lane. */
export const continuationFact = 2;
export const levelShift = 4;

/** Costs more than everything else, and is the same for all filters. */
const known = new WeakMap<Block, { readonly end: number; readonly facts: Uint8Array }>();

/** What was found out of a block that ends there. */
export const understood = (block: Block, end: number): Uint8Array | undefined => {
  const found = known.get(block);
  return found?.end === end ? found.facts : undefined;
};

/**
 * Markers, levels, and which lines continue others. A lane is one of the two outputs of a container: a
 * stack trace stays in its lane, whatever others print meanwhile. `before` is the block before.
 */
export const understand = (block: ParsedBlock, before: ParsedBlock | undefined): Uint8Array => {
  const facts = new Uint8Array(block.length);
  const lanes = { stdout: new Map<Origin, string>(), stderr: new Map<Origin, string>() };
  const previousOf = (index: number, lane: Map<Origin, string>): string | undefined => {
    const origin = block.origin(index);
    const own = lane.get(origin);
    if (own !== undefined || before === undefined) return own;
    const last = lastOfLane(before, origin, block.stream(index)) ?? '';
    lane.set(origin, last);
    return last;
  };
  for (let index = 0; index < block.length; index++) {
    const stream = block.stream(index);
    if (stream === 'marker') {
      facts[index] = markerFact;
      // What comes after a restart continues nothing.
      for (const lane of Object.values(lanes)) lane.set(block.origin(index), '');
      continue;
    }
    const lane = lanes[stream];
    const text = searchedText(block, index);
    const previous = previousOf(index, lane);
    const continues = isContinuation(text, previous === '' ? undefined : previous);
    if (text.trim() !== '') lane.set(block.origin(index), text);
    const level = logLevels.indexOf(levelOf(text));
    facts[index] = (continues ? continuationFact : 0) | (level << levelShift);
  }
  if (block.isWhole) known.set(block.block, { end: block.end, facts });
  return facts;
};

/** The last line of a lane that is not blank. */
const lastOfLane = (block: ParsedBlock, origin: Origin, stream: string): string | undefined => {
  for (let index = block.length - 1; index >= 0; index--) {
    if (block.origin(index) !== origin) continue;
    if (block.isMarker(index)) return undefined;
    if (block.stream(index) !== stream) continue;
    const text = searchedText(block, index);
    if (text.trim() !== '') return text;
  }
  return undefined;
};
