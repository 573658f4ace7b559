import { Bits } from './bits.ts';
import { outFact, type BlockFacts } from './block-facts.ts';
import { continuationFact, levelShift, markerFact } from './understanding.ts';

/** A block and what is known of it; `matches` is absent where nothing is searched for. */
export interface JudgedBlock {
  readonly facts: BlockFacts;
  readonly matches?: Bits | undefined;
}

export interface ShowOptions {
  /** Some blocks in a row; those around `wanted` say to what its lines belong. */
  readonly blocks: readonly JudgedBlock[];
  readonly wanted: number;
  /** Numbers of levels; all when absent. */
  readonly levels?: ReadonlySet<number> | undefined;
  /** So many lines of the same source before and after one that matches. */
  readonly context: number;
}

/** Lines that belong together: one and its continuations. */
interface Group {
  readonly level: number;
  matches: boolean;
}

/**
 * Which lines of a block a filter shows: markers, and of the levels that are wanted those that match, all
 * of a stack trace when one line of it does, with the lines around.
 */
export const showLines = ({ blocks, wanted, levels, context }: ShowOptions): Bits => {
  const groups = groupLines(blocks);
  const shown = blocks.map(({ facts }) => new Bits(facts.length));
  const isWanted = (group: Group | undefined): group is Group =>
    group !== undefined && (levels === undefined || levels.has(group.level));
  const pass = (order: 'forwards' | 'backwards'): void => {
    const left = new Map<number, number>();
    eachLine(blocks, order, ({ facts }, block, index) => {
      const fact = facts.facts[index] ?? 0;
      if ((fact & outFact) !== 0) return;
      if ((fact & markerFact) !== 0) {
        shown[block]?.set(index);
        return;
      }
      const group = groups[block]?.[index];
      if (!isWanted(group)) return;
      // The two outputs of a container are one source.
      const source = (facts.lanes[index] ?? 0) >> 1;
      const more = left.get(source) ?? 0;
      if (group.matches) {
        shown[block]?.set(index);
        left.set(source, context);
      } else if (more > 0) {
        shown[block]?.set(index);
        left.set(source, more - 1);
      }
    });
  };
  pass('forwards');
  if (context > 0) pass('backwards');
  return shown[wanted] ?? new Bits(0);
};

const groupLines = (
  blocks: readonly JudgedBlock[],
): readonly (readonly (Group | undefined)[])[] => {
  const groups = blocks.map(({ facts }) => new Array<Group | undefined>(facts.length));
  const open = new Map<number, Group>();
  eachLine(blocks, 'forwards', ({ facts, matches }, block, index) => {
    const fact = facts.facts[index] ?? 0;
    const lane = facts.lanes[index] ?? 0;
    if ((fact & outFact) !== 0) return;
    if ((fact & markerFact) !== 0) {
      // What comes after a restart does not belong to what was before.
      open.delete(lane);
      open.delete(lane ^ 1);
      return;
    }
    let group = (fact & continuationFact) === 0 ? undefined : open.get(lane);
    if (group === undefined) {
      group = { level: fact >> levelShift, matches: false };
      open.set(lane, group);
    }
    // Without a search all match.
    if (matches?.has(index) ?? true) group.matches = true;
    const own = groups[block];
    if (own !== undefined) own[index] = group;
  });
  return groups;
};

const eachLine = (
  blocks: readonly JudgedBlock[],
  order: 'forwards' | 'backwards',
  visit: (judged: JudgedBlock, block: number, index: number) => void,
): void => {
  const step = order === 'forwards' ? 1 : -1;
  for (let n = 0; n < blocks.length; n++) {
    const block = step > 0 ? n : blocks.length - 1 - n;
    const judged = blocks[block];
    if (judged === undefined) continue;
    const { length } = judged.facts;
    for (let m = 0; m < length; m++) visit(judged, block, step > 0 ? m : length - 1 - m);
  }
};
