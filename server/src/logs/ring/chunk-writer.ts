import { constants } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Segment } from './segment.ts';

/** Bytes for one place in one file. */
interface Chunk {
  readonly segment: Segment;
  readonly at: number;
  readonly bytes: Buffer;
  used: number;
  records: number;
}

export interface ChunkWriterOptions {
  /** Records that could not be written. */
  readonly onLost: (records: number, cause: unknown) => void;
  readonly onWritten: () => void;
}

const chunkBytes = 256 * 1024;
/** Lines wait this long for others, to be written with them. */
const delayMs = 100;
/** More than this waiting for the disk is too much; below the second it is fine again. */
const highWater = 8 * 1024 * 1024;
const lowWater = 2 * 1024 * 1024;

/**
 * Writes to the end of files in large pieces, one after the other. A file is synced when the next one
 * begins, and at the end. What cannot be written is lost, and so is the rest of that file.
 */
export class ChunkWriter {
  readonly #options: ChunkWriterOptions;
  #chunk: Chunk | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waiting = 0;
  #tail: Promise<void> = Promise.resolve();
  #drained: (() => void)[] = [];
  #handle: { readonly segment: Segment; readonly file: FileHandle } | undefined;

  constructor(options: ChunkWriterOptions) {
    this.#options = options;
  }

  get isBehind(): boolean {
    return this.#waiting > highWater;
  }

  get isIdle(): boolean {
    return this.#waiting === 0 && this.#chunk === undefined;
  }

  async drained(): Promise<void> {
    if (!this.isBehind) return;
    await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  /** Adds bytes at the end of a file; `write` puts them where it is told. */
  add(
    segment: Segment,
    { bytes, records }: { readonly bytes: number; readonly records: number },
    write: (target: Buffer, at: number) => void,
  ): void {
    let chunk = this.#chunk;
    if (chunk?.segment !== segment || chunk.used + bytes > chunk.bytes.length) {
      this.#seal();
      chunk = { segment, at: segment.size, bytes: takeBuffer(bytes), used: 0, records: 0 };
      this.#chunk = chunk;
      this.#timer ??= setTimeout(() => {
        this.#seal();
      }, delayMs).unref();
    }
    write(chunk.bytes, chunk.used);
    chunk.used += bytes;
    chunk.records += records;
    segment.size += bytes;
  }

  /** What was added so far is in the files. */
  flush(): Promise<void> {
    this.#seal();
    return this.#tail;
  }

  async close(): Promise<void> {
    await this.flush();
    this.#tail = this.#tail.then(() => this.#finish());
    await this.#tail;
  }

  #seal(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const chunk = this.#chunk;
    if (chunk === undefined) return;
    this.#chunk = undefined;
    this.#waiting += chunk.used;
    this.#tail = this.#tail.then(() => this.#write(chunk));
  }

  async #write(chunk: Chunk): Promise<void> {
    try {
      // Nobody can read it any more.
      if (!chunk.segment.isRemoved) await this.#put(chunk);
      this.#options.onWritten();
    } catch (error) {
      chunk.segment.failed = true;
      this.#options.onLost(chunk.records, error);
    }
    giveBuffer(chunk.bytes);
    this.#waiting -= chunk.used;
    if (this.#waiting > lowWater) return;
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  async #put({ segment, at, bytes, used }: Chunk): Promise<void> {
    if (segment.failed) throw new Error(`${segment.path} could not be written before`);
    const file = await this.#open(segment);
    for (let done = 0; done < used;) {
      const { bytesWritten } = await file.write(bytes, done, used - done, at + done);
      done += bytesWritten;
    }
  }

  async #open(segment: Segment): Promise<FileHandle> {
    if (this.#handle?.segment === segment) return this.#handle.file;
    await this.#finish();
    await mkdir(dirname(segment.path), { recursive: true });
    const file = await open(segment.path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#handle = { segment, file };
    // It was removed while it was made.
    if (segment.isRemoved) await rm(segment.path, { force: true });
    return file;
  }

  async #finish(): Promise<void> {
    const file = this.#handle?.file;
    this.#handle = undefined;
    // What the disk refuses here was told when it was written, or is lost with the power.
    await file?.sync().catch(() => undefined);
    await file?.close().catch(() => undefined);
  }
}

const spares: Buffer[] = [];

const takeBuffer = (bytes: number): Buffer =>
  bytes > chunkBytes
    ? Buffer.allocUnsafeSlow(bytes)
    : (spares.pop() ?? Buffer.allocUnsafeSlow(chunkBytes));

const giveBuffer = (buffer: Buffer): void => {
  if (buffer.length === chunkBytes && spares.length < 4) spares.push(buffer);
};
