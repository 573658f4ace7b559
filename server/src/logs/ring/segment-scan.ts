import * as z from 'zod/mini';
import { hasRoom, newBlock, orderOf, type GrowingBlock } from './block.ts';
import { noteLine, noteMarker, type Origin, type Origins } from './origins.ts';
import {
  kindAt,
  kindMask,
  markerKind,
  originAt,
  originKind,
  headerBytes,
  timeMsAt,
} from './record-format.ts';
import { recordEnd, textStart, timeTextAt } from './record-read.ts';
import type { ScanListener } from './scan.ts';
import type { Segment } from './segment.ts';

const originSchema = z.object({ source: z.string(), containerId: z.optional(z.string()) });

/** Makes blocks of the records that are found in a file, as its writer did. */
export class SegmentScan implements ScanListener {
  damaged = 0;
  readonly #segment: Segment;
  readonly #origins: Origins;
  readonly #blocks: GrowingBlock[];
  #block: GrowingBlock | undefined;
  #order: number;

  constructor(options: {
    readonly segment: Segment;
    readonly origins: Origins;
    readonly blocks: GrowingBlock[];
  }) {
    this.#segment = options.segment;
    this.#origins = options.origins;
    this.#blocks = options.blocks;
    this.#order = options.blocks.at(-1)?.lastOrder ?? -Infinity;
  }

  onRecord(bytes: Buffer, at: number, offset: number): void {
    const size = recordEnd(bytes, at) - at;
    if ((kindAt(bytes, at) & kindMask) === originKind) {
      this.#define(bytes, at);
      // It is of the block of the line that follows it.
      if (this.#block !== undefined && !hasRoom(this.#block, size)) this.#block = undefined;
      else if (this.#block !== undefined) this.#block.end = offset + size;
      return;
    }
    const origin = this.#segment.origins[originAt(bytes, at)];
    if (origin === undefined) {
      this.damaged++;
      return;
    }
    const timeMs = timeMsAt(bytes, at);
    this.#order = orderOf(this.#order, timeMs);
    this.#segment.note(this.#order);
    const block = this.#blockFor(offset, size);
    block.end = offset + size;
    block.records++;
    block.lastOrder = this.#order;
    origin.lastBlock = block;
    this.#note(origin, bytes, at);
  }

  onGap(): void {
    this.damaged++;
    this.#block = undefined;
  }

  #blockFor(offset: number, size: number): GrowingBlock {
    if (this.#block === undefined || !hasRoom(this.#block, size)) {
      this.#block = newBlock(this.#segment, offset, this.#order);
      this.#blocks.push(this.#block);
    }
    return this.#block;
  }

  #define(bytes: Buffer, at: number): void {
    const text = bytes.toString('utf8', at + headerBytes, recordEnd(bytes, at));
    const parsed = originSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      this.damaged++;
      return;
    }
    const { source, containerId } = parsed.data;
    this.#segment.define(originAt(bytes, at), this.#origins.intern(source, containerId));
  }

  #note(origin: Origin, bytes: Buffer, at: number): void {
    const timeMs = timeMsAt(bytes, at);
    if ((kindAt(bytes, at) & kindMask) === markerKind) {
      const text = bytes.toString('utf8', textStart(bytes, at), recordEnd(bytes, at));
      const { source, containerId } = origin;
      noteMarker(origin, {
        source,
        ...(containerId !== undefined && { containerId }),
        stream: 'marker',
        time: timeTextAt(bytes, at),
        timeMs,
        text,
      });
    } else noteLine(origin, timeMs);
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
