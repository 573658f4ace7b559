import type { Clock } from '../../base/clock.ts';
import { hasRoom, newBlock, orderOf, type BlockList, type GrowingBlock } from './block.ts';
import { ChunkWriter } from './chunk-writer.ts';
import type {
  LogLimits,
  LogOrigin,
  LogRecord,
  LogRing,
  RingStand,
  RingStatistics,
} from './contract.ts';
import { encodeLine, encodeOrigin } from './encode.ts';
import { KeptFiles, segmentBytes, segmentMs } from './kept-files.ts';
import { noteLine, noteMarker, Origins, type Origin } from './origins.ts';
import { recoverRing } from './recover.ts';
import { Segment, segmentHeader } from './segment.ts';
import { findStand } from './stand.ts';

export interface DiskRingOptions {
  readonly key: string;
  readonly folder: string;
  readonly limits: LogLimits;
  readonly clock: Clock;
  /** Heard when a file has been filled. */
  readonly onRotated: () => void;
  /** Heard for what cannot be written: once until something can be. */
  readonly onFailed: (cause: unknown) => void;
  /** The one who has it open closes it. */
  readonly onClose: () => Promise<void>;
}

/** The ring in files of one folder. The oldest files go as a whole. */
export class DiskRing implements LogRing {
  readonly #options: DiskRingOptions;
  readonly #writer: ChunkWriter;
  readonly #origins = new Origins();
  #limits: LogLimits;
  readonly #files = new KeptFiles();
  /** The last of the files, if more is written to it. */
  #segment: Segment | undefined;
  #block: GrowingBlock | undefined;
  /** Those whose own record is in the block that is being filled. */
  readonly #named = new Set<Origin>();
  #order = -Infinity;
  #end = 0;
  #damaged = 0;
  #lost = 0;
  #isFailing = false;
  #isFinished = false;
  #removing: Promise<unknown> = Promise.resolve();

  constructor(options: DiskRingOptions) {
    this.#options = options;
    this.#limits = options.limits;
    this.#writer = new ChunkWriter({
      onLost: (records, cause) => {
        this.#lost += records;
        if (!this.#isFailing) options.onFailed(cause);
        this.#isFailing = true;
      },
      onWritten: () => {
        this.#isFailing = false;
      },
    });
  }

  /** Finds what was kept before. To be called once, first. */
  async recover(): Promise<void> {
    const { segments, blocks, damaged } = await recoverRing(this.#options.folder, this.#origins);
    this.#files.load(segments, blocks);
    this.#damaged = damaged;
    this.#segment = segments.at(-1);
    this.#end = this.#segment?.end ?? 0;
    this.#order = blocks.at(-1)?.lastOrder ?? -Infinity;
    this.#trim();
  }

  get key(): string {
    return this.#options.key;
  }

  get origins(): readonly LogOrigin[] {
    return this.#origins.all;
  }

  get statistics(): RingStatistics {
    return {
      bytes: this.#files.bytes,
      records: this.#files.records,
      damaged: this.#damaged,
      lost: this.#lost,
    };
  }

  get isBehind(): boolean {
    return this.#writer.isBehind;
  }

  drained(): Promise<void> {
    return this.#writer.drained();
  }

  flush(): Promise<void> {
    return this.#writer.flush();
  }

  append(record: LogRecord): number {
    if (this.#isFinished) {
      // Another server may be the writer by now.
      this.#lost++;
      return this.#end;
    }
    const line = encodeLine(record);
    const origin = this.#origins.intern(record.source, record.containerId);
    this.#order = orderOf(this.#order, record.timeMs);
    const { segment, number } = this.#segmentFor(origin, line.bytes);
    const block = this.#blockFor(segment, line.bytes);
    if (!this.#named.has(origin)) {
      const name = encodeOrigin(origin);
      this.#writer.add(segment, { bytes: name.bytes, records: 0 }, (target, at) => {
        name.write(target, at, number);
      });
      this.#named.add(origin);
    }
    const offset = segment.end;
    this.#writer.add(segment, { bytes: line.bytes, records: 1 }, (target, at) => {
      line.write(target, at, number);
    });
    segment.note(this.#order);
    block.end = segment.size;
    block.records++;
    block.lastOrder = this.#order;
    origin.lastBlock = block;
    if (record.stream === 'marker') noteMarker(origin, { ...record, text: String(record.text) });
    else noteLine(origin, record.timeMs);
    this.#end = segment.end;
    return offset;
  }

  async blocks(): Promise<BlockList> {
    // Nothing may have been added for days.
    this.#trim();
    const list = this.#files.list();
    await this.flush();
    return list;
  }

  async standOf(
    containerId: string,
    options: { readonly overlapMs: number },
  ): Promise<RingStand | undefined> {
    const origins = this.#origins.all.filter((origin) => origin.containerId === containerId);
    return origins.length === 0 ? undefined : findStand(await this.blocks(), origins, options);
  }

  setLimits(limits: LogLimits): void {
    this.#limits = limits;
    this.#trim();
  }

  async forgetBefore(timeMs: number): Promise<void> {
    await this.flush();
    this.#trim(timeMs);
    await this.#removing;
  }

  close(): Promise<void> {
    return this.#options.onClose();
  }

  /** Writes what is left and lets go of all files. */
  async finish(): Promise<void> {
    this.#isFinished = true;
    await this.#writer.close();
    await this.#removing;
    await Promise.all(this.#files.segments.map((segment) => segment.close()));
  }

  #segmentFor(origin: Origin, bytes: number): { segment: Segment; number: number } {
    const current = this.#segment;
    if (current !== undefined && !this.#isFull(current, bytes)) {
      const number = current.numberOf(origin);
      if (number !== undefined) return { segment: current, number };
    }
    const segment = new Segment(this.#options.folder, this.#end);
    this.#files.addFile(segment);
    this.#segment = segment;
    this.#block = undefined;
    const header = segmentHeader(this.key);
    this.#writer.add(segment, { bytes: header.length, records: 0 }, (target, at) => {
      target.set(header, at);
    });
    if (current !== undefined) {
      this.#trim();
      this.#options.onRotated();
    }
    return { segment, number: segment.numberOf(origin) ?? 0 };
  }

  #isFull(segment: Segment, bytes: number): boolean {
    return (
      segment.failed ||
      (segment.records > 0 && segment.size + bytes > segmentBytes(this.#limits)) ||
      this.#order - segment.firstOrder > segmentMs(this.#limits)
    );
  }

  #blockFor(segment: Segment, bytes: number): GrowingBlock {
    const current = this.#block;
    if (current !== undefined && hasRoom(current, bytes)) return current;
    const block = newBlock(segment, segment.size, this.#order);
    this.#files.addBlock(block);
    this.#block = block;
    this.#named.clear();
    return block;
  }

  /** Removes files beyond the limits, and those with nothing that is newer than a time. */
  #trim(beforeMs = -Infinity): void {
    const removed = this.#files.takeExcess({
      limits: this.#limits,
      nowMs: this.#options.clock.now(),
      beforeMs,
      withLast: this.#writer.isIdle,
    });
    if (removed.length === 0) return;
    const { segments } = this.#files;
    if (segments.length === 0) this.#segment = this.#block = undefined;
    this.#origins.keepOnly(new Set(segments.flatMap(({ origins }) => origins)));
    this.#removing = Promise.all([
      this.#removing,
      // One that cannot be removed is found when the ring is opened the next time.
      ...removed.map((segment) => segment.remove().catch(() => undefined)),
    ]);
  }
}
