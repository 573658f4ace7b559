import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { smallBytes } from '../reconcile/fingerprint.ts';

/**
 * As many bytes as the entry's header has promised. A file that grows meanwhile is cut there, one that
 * shrinks or breaks off is filled up: either way it has changed, and its next change sends it again.
 */
export class ExactContent {
  readonly sha1: Hash = createHash('sha1');
  readonly #file: FileHandle;
  readonly #size: number;
  isWhole = true;

  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  async *parts(): AsyncGenerator<Buffer> {
    let left = this.#size;
    while (left > 0) {
      const room = Buffer.allocUnsafe(Math.min(left, smallBytes));
      const { bytesRead } = await this.#file.read(room).catch(() => ({ bytesRead: 0 }));
      if (bytesRead === 0) break;
      const part = room.subarray(0, bytesRead);
      this.sha1.update(part);
      left -= bytesRead;
      yield part;
    }
    this.isWhole = left === 0;
    while (left > 0) {
      const filling = Buffer.alloc(Math.min(left, smallBytes));
      left -= filling.length;
      yield filling;
    }
  }
}
