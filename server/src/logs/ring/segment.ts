import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlockFile } from './block.ts';
import type { Origin } from './origins.ts';

export const segmentSuffix = '.ring';

/** Sorted by name, files are sorted by what is in them. */
export const segmentName = (base: number): string =>
  `${base.toString(16).padStart(16, '0')}${segmentSuffix}`;

export const baseOfName = (name: string): number | undefined =>
  /^[0-9a-f]{16}\.ring$/.test(name) ? Number.parseInt(name, 16) : undefined;

/** What a file begins with, for people who look into it. */
export const segmentHeader = (key: string): Buffer =>
  Buffer.from(`${JSON.stringify({ format: segmentFormat, key })}\n`);

export const segmentFormat = 'hyperbox-log-ring/1';

/** One file of a ring. */
export class Segment implements BlockFile {
  readonly path: string;
  readonly base: number;
  readonly origins: (Origin | undefined)[] = [];
  /** With what waits to be written. */
  size = 0;
  records = 0;
  firstOrder = Infinity;
  lastOrder = -Infinity;
  /** Writing failed: nothing more is written to it. */
  failed = false;
  isRemoved = false;
  readonly #numbers = new Map<Origin, number>();
  #handle: Promise<FileHandle> | undefined;
  #isClosed = false;

  constructor(folder: string, base: number) {
    this.path = join(folder, segmentName(base));
    this.base = base;
  }

  get end(): number {
    return this.base + this.size;
  }

  note(order: number): void {
    this.records++;
    if (this.firstOrder === Infinity) this.firstOrder = order;
    this.lastOrder = order;
  }

  define(number: number, origin: Origin): void {
    this.origins[number] = origin;
    this.#numbers.set(origin, number);
  }

  /** The number of an origin in this file; `undefined` when the file can hold no more of them. */
  numberOf(origin: Origin): number | undefined {
    const known = this.#numbers.get(origin);
    if (known !== undefined) return known;
    const number = this.origins.length;
    if (number > 0xffff) return undefined;
    this.define(number, origin);
    return number;
  }

  /** Nothing of one that is closed or removed. */
  async read(from: number, to: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, to - from));
    let length = 0;
    try {
      while (length < bytes.length && !this.#isClosed) {
        this.#handle ??= open(this.path, 'r');
        const handle = await this.#handle;
        const { bytesRead } = await handle.read(
          bytes,
          length,
          bytes.length - length,
          from + length,
        );
        if (bytesRead === 0) break;
        length += bytesRead;
      }
    } catch {
      // Removed, by us or by somebody else: its lines are gone.
      await this.#release();
    }
    return bytes.subarray(0, length);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#release();
  }

  async remove(): Promise<void> {
    this.isRemoved = true;
    await this.close();
    await rm(this.path, { force: true });
  }

  async #release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await (await handle?.catch(() => undefined))?.close().catch(() => undefined);
  }
}
