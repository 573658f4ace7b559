import { logLevels, type LogFilter } from '#shared/logs/filter';
import { endOf, type Block } from '../block.ts';
import type { RingPart } from '../contract.ts';
import type { Origin } from '../origins.ts';
import type { ParsedBlock } from '../parsed-block.ts';
import { Bits } from './bits.ts';
import { factsOf, type BlockFacts } from './block-facts.ts';
import type { BlockReader } from './block-reader.ts';
import { understand, understood } from './understanding.ts';
import type { QueryMatches } from './query-matches.ts';
import { showLines, type JudgedBlock } from './shown-lines.ts';

/** How an origin looks in a view. */
interface SeenOrigin {
  readonly key: string;
  /** Counts up; absent when it is hidden. */
  readonly number?: number;
}

/**
 * To what a line belongs is looked for this far to either side: so many lines, in so many blocks at most.
 * A longer stack trace falls into several.
 */
const reachRecords = 1024;
const reachBlocks = 12;

/** One ring at one moment. */
export interface OpenPart {
  readonly view: PartView;
  readonly reader: BlockReader;
}

/** One ring through a filter. */
export class PartView {
  readonly part: RingPart;
  readonly #filter: LogFilter;
  readonly #matches: QueryMatches | undefined;
  readonly #levels: ReadonlySet<number> | undefined;
  readonly #hidden: ReadonlySet<string>;
  readonly #origins = new Map<Origin, SeenOrigin>();
  readonly #facts = new WeakMap<Block, BlockFacts>();
  /** Of blocks that nothing can change any more. */
  readonly #shown = new WeakMap<Block, Bits>();

  constructor(part: RingPart, filter: LogFilter, matches: QueryMatches | undefined) {
    this.part = part;
    this.#filter = filter;
    this.#matches = matches;
    this.#hidden = new Set(filter.hidden);
    this.#levels = filter.levels && new Set(filter.levels.map((level) => logLevels.indexOf(level)));
  }

  get key(): string {
    return this.part.ring.key;
  }

  keyOf(origin: Origin): string {
    return this.#see(origin).key;
  }

  /** Which lines of a block are shown. */
  async shown(reader: BlockReader, index: number): Promise<Bits> {
    const block = reader.list.blocks[index];
    const known = block && this.#shown.get(block);
    if (known !== undefined) return known;
    const bits = this.#belongsTogether
      ? await this.#judge(reader, index)
      : { shown: this.#showOne(await reader.get(index)), isFinal: index < reader.list.length - 1 };
    if (bits.isFinal && block !== undefined && reader.isWhole) this.#shown.set(block, bits.shown);
    return bits.shown;
  }

  /** Whether a line is shown may depend on others. */
  get #belongsTogether(): boolean {
    return this.#matches !== undefined || this.#levels !== undefined;
  }

  #showOne(
    block: ParsedBlock,
    { markersOnly }: { readonly markersOnly: boolean } = { markersOnly: false },
  ): Bits {
    const { sinceMs = -Infinity } = this.#filter;
    const isWhole =
      sinceMs === -Infinity && this.#hidden.size === 0 && this.part.includes === undefined;
    if (isWhole && !markersOnly) return Bits.all(block.length);
    const bits = new Bits(block.length);
    for (let index = 0; index < block.length; index++) {
      if (block.timeMs(index) < sinceMs || (markersOnly && !block.isMarker(index))) continue;
      if (this.#see(block.origin(index)).number !== undefined) bits.set(index);
    }
    return bits;
  }

  async #judge(
    reader: BlockReader,
    index: number,
  ): Promise<{ readonly shown: Bits; readonly isFinal: boolean }> {
    const from = reachFrom(reader, index, -1);
    const to = reachFrom(reader, index, 1);
    const isFinal = to < reader.list.length - 1;
    const matches: (Bits | undefined)[] = [];
    for (let each = from; each <= to; each++) matches.push(await this.#matchesOf(reader, each));
    // Most searches find little: what is far from it need not be understood.
    if (matches.every((found) => found?.count === 0)) {
      return { shown: this.#showOne(await reader.get(index), { markersOnly: true }), isFinal };
    }
    const blocks: JudgedBlock[] = [];
    for (let each = from; each <= to; each++) {
      blocks.push({ facts: await this.#factsOf(reader, each), matches: matches[each - from] });
    }
    const shown = showLines({
      blocks,
      wanted: index - from,
      levels: this.#levels,
      context: this.#filter.context ?? 0,
    });
    return { shown, isFinal };
  }

  async #matchesOf(reader: BlockReader, index: number): Promise<Bits | undefined> {
    if (this.#matches === undefined) return undefined;
    const block = reader.list.blocks[index];
    const known = block && this.#matches.known(block, endOf(reader.list, index));
    return known ?? this.#matches.of(await reader.get(index));
  }

  async #factsOf(reader: BlockReader, index: number): Promise<BlockFacts> {
    const block = reader.list.blocks[index];
    const known = block && this.#facts.get(block);
    if (known?.end === endOf(reader.list, index)) return known;
    const parsed = await reader.get(index);
    const before = index === 0 ? undefined : await reader.get(index - 1);
    const facts = factsOf(parsed, {
      understood: understood(parsed.block, parsed.end) ?? understand(parsed, before),
      sourceOf: (of, line) => this.#see(of.origin(line)).number,
      sinceMs: this.#filter.sinceMs ?? -Infinity,
    });
    if (parsed.isWhole) this.#facts.set(parsed.block, facts);
    return facts;
  }

  #see(origin: Origin): SeenOrigin {
    const known = this.#origins.get(origin);
    if (known !== undefined) return known;
    const { includes, keyOf } = this.part;
    const key = keyOf?.(origin.source) ?? origin.source;
    const isShown = (includes?.(origin) ?? true) && !this.#hidden.has(key);
    const seen = { key, ...(isShown && { number: this.#origins.size }) };
    this.#origins.set(origin, seen);
    return seen;
  }
}

/** The last block, either way, that may say something of the lines of a block. */
const reachFrom = ({ list }: BlockReader, index: number, step: 1 | -1): number => {
  let records = 0;
  let at = index;
  while (records < reachRecords && Math.abs(at - index) < reachBlocks) {
    const next = list.blocks[at + step];
    if (next === undefined || at + step >= list.length) break;
    at += step;
    records += next.records;
  }
  return at;
};
