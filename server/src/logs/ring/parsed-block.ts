import type { LogLine } from '#shared/protocol/logs';
import { orderOf, type Block } from './block.ts';
import type { Origin } from './origins.ts';
import {
  headerBytes,
  kindAt,
  kindMask,
  lengthAt,
  looksLikeRecord,
  markerKind,
  originAt,
  originKind,
  plainFlag,
  timeMsAt,
} from './record-format.ts';
import { recordEnd, streamOf, textStart, timeTextAt } from './record-read.ts';

/** The lines of a block by number, read from its bytes when asked for. */
export class ParsedBlock {
  readonly block: Block;
  /** Up to where in the file it was read. */
  readonly end: number;
  readonly bytes: Buffer;
  readonly length: number;
  readonly #starts: readonly number[];
  #orders: Float64Array | undefined;

  /** `bytes` begin where the block does; a record that is not whole in them is left out. */
  constructor(block: Block, end: number, bytes: Buffer) {
    this.block = block;
    this.end = end;
    this.bytes = bytes;
    const starts: number[] = [];
    for (let at = 0; at + headerBytes <= bytes.length; at += headerBytes + lengthAt(bytes, at)) {
      if (!looksLikeRecord(bytes, at) || recordEnd(bytes, at) > bytes.length) break;
      const isLine = (kindAt(bytes, at) & kindMask) !== originKind;
      if (!isLine || block.file.origins[originAt(bytes, at)] === undefined) continue;
      starts.push(at);
    }
    this.length = starts.length;
    this.#starts = starts;
  }

  static async read(block: Block, end = block.end): Promise<ParsedBlock> {
    return new ParsedBlock(block, end, await block.file.read(block.start, end));
  }

  /** All of it could be read; else what is found out of it may not be so the next time. */
  get isWhole(): boolean {
    return this.bytes.length === this.end - this.block.start;
  }

  start(index: number): number {
    return this.#starts[index] ?? 0;
  }

  /** Where the line is in the ring. */
  offset(index: number): number {
    return this.block.file.base + this.block.start + this.start(index);
  }

  /** The line that holds this byte, or the next one. */
  indexAt(byte: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (recordEnd(this.bytes, this.start(middle)) <= byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  origin(index: number): Origin {
    const origin = this.block.file.origins[originAt(this.bytes, this.start(index))];
    if (origin === undefined) throw new RangeError(`There is no line ${index} in the block`);
    return origin;
  }

  stream(index: number): LogLine['stream'] {
    return streamOf(this.bytes, this.start(index)) ?? 'stdout';
  }

  isMarker(index: number): boolean {
    return (kindAt(this.bytes, this.start(index)) & kindMask) === markerKind;
  }

  /** It reads as its bytes are: no control characters. */
  isPlain(index: number): boolean {
    return (kindAt(this.bytes, this.start(index)) & plainFlag) !== 0;
  }

  timeMs(index: number): number {
    return timeMsAt(this.bytes, this.start(index));
  }

  time(index: number): string {
    return timeTextAt(this.bytes, this.start(index));
  }

  order(index: number): number {
    this.#orders ??= this.#findOrders();
    return this.#orders[index] ?? this.block.lastOrder;
  }

  textBytes(index: number): Buffer {
    const at = this.start(index);
    return this.bytes.subarray(textStart(this.bytes, at), recordEnd(this.bytes, at));
  }

  /** `limit` is in bytes. */
  text(index: number, limit = Infinity): string {
    const at = this.start(index);
    const from = textStart(this.bytes, at);
    return this.bytes.toString('utf8', from, Math.min(recordEnd(this.bytes, at), from + limit));
  }

  #findOrders(): Float64Array {
    const orders = new Float64Array(this.length);
    let order = this.block.firstOrder;
    for (let index = 0; index < this.length; index++) {
      order = orderOf(order, this.timeMs(index));
      orders[index] = order;
    }
    return orders;
  }
}
