import type { LogQuery } from '#shared/logs/filter';
import { compileQuery, type Pattern } from '#shared/logs/query';
import { lineLimit } from '#shared/logs/line-limit';
import { HyperBoxError } from '../../../base/error.ts';
import type { Block } from '../block.ts';
import type { ParsedBlock } from '../parsed-block.ts';
import { recordEnd, textStart } from '../record-read.ts';
import { Bits } from './bits.ts';
import { GuardedTest } from './guarded-test.ts';
import { searchedText } from './searched-text.ts';
import { sieveFor, type SieveOf } from './sieve.ts';

/** Of the last queries: one goes through the same matches again and again, also with other filters. */
const recent = new Map<string, QueryMatches>();
const recentKept = 4;

/** Throws `invalid-input` for what is no regular expression. An empty text matches nothing. */
export const matchesOf = (query: LogQuery): QueryMatches => {
  const key = JSON.stringify([query.text, query.regex, query.matchCase]);
  const matches = recent.get(key) ?? new QueryMatches(query);
  recent.delete(key);
  recent.set(key, matches);
  for (const old of recent.keys()) {
    if (recent.size <= recentKept) break;
    recent.delete(old);
  }
  return matches;
};

/** Which lines match a query; what was found out of a block is kept as long as the block. */
export class QueryMatches {
  readonly #pattern: Pattern | undefined;
  readonly #guarded: GuardedTest | undefined;
  readonly #sieveOf: SieveOf | undefined;
  readonly #known = new WeakMap<Block, { readonly end: number; readonly bits: Bits }>();

  constructor(query: LogQuery) {
    const compiled = compileQuery(query);
    if (compiled.kind === 'invalid') throw new HyperBoxError('invalid-input', compiled.message);
    if (compiled.kind === 'none') return;
    this.#pattern = compiled;
    if (query.regex) this.#guarded = new GuardedTest(compiled);
    this.#sieveOf = sieveFor(query);
  }

  /** What is known of a block that ends there, without reading it. */
  known(block: Block, end: number): Bits | undefined {
    const known = this.#known.get(block);
    return known?.end === end ? known.bits : undefined;
  }

  of(parsed: ParsedBlock): Bits {
    const { block, end } = parsed;
    const known = this.known(block, end);
    if (known !== undefined) return known;
    const bits = this.#find(parsed);
    if (parsed.isWhole) this.#known.set(block, { end, bits });
    return bits;
  }

  #find(block: ParsedBlock): Bits {
    const bits = new Bits(block.length);
    const pattern = this.#pattern;
    if (pattern === undefined) return bits;
    if (this.#guarded !== undefined) {
      const texts = Array.from({ length: block.length }, (_, index) => searchedText(block, index));
      for (const [index, found] of this.#guarded.test(texts).entries()) if (found) bits.set(index);
      return bits;
    }
    const test = (index: number): void => {
      if (pattern.test(searchedText(block, index))) bits.set(index);
    };
    if (this.#sieveOf !== undefined) siftPlain(block, { sieveOf: this.#sieveOf, bits, test });
    for (let index = 0; index < block.length; index++) {
      if (this.#sieveOf === undefined || !block.isPlain(index)) test(index);
    }
    return bits;
  }
}

/** Of the lines that read as their bytes are, looks only at those where bytes are found. */
const siftPlain = (
  block: ParsedBlock,
  options: {
    readonly sieveOf: SieveOf;
    readonly bits: Bits;
    readonly test: (index: number) => void;
  },
): void => {
  const sieve = options.sieveOf(block.bytes);
  for (let hit = sieve.next(0); hit >= 0;) {
    const index = block.indexAt(hit);
    if (index >= block.length) return;
    const from = textStart(block.bytes, block.start(index));
    const end = recordEnd(block.bytes, block.start(index));
    // Found in what lies between the lines, or half in it.
    if (hit < from || hit + sieve.length > end) {
      hit = sieve.next(hit + 1);
      continue;
    }
    const isNear = hit + sieve.length - from <= lineLimit;
    if (!block.isPlain(index)) {
      // Looked at with the others that are not.
    } else if (sieve.isExact && isNear) options.bits.set(index);
    else options.test(index);
    hit = sieve.next(end);
  }
};
