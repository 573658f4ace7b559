const initialCapacity = 64 * 1024;

/** Bytes that came and were not used yet, in one piece: a large message costs one copy, not one a chunk. */
export class ByteQueue {
  #buffer = Buffer.allocUnsafe(initialCapacity);
  #start = 0;
  #end = 0;

  /** Valid until the next call. */
  get bytes(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  append(chunk: Uint8Array): void {
    this.#makeRoom(chunk.length);
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  drop(count: number): void {
    this.#start += count;
    if (this.#start < this.#end) return;
    // What one large message needed is not kept for ever.
    if (this.#buffer.length > initialCapacity) this.#buffer = Buffer.allocUnsafe(initialCapacity);
    this.#start = 0;
    this.#end = 0;
  }

  #makeRoom(count: number): void {
    if (this.#end + count <= this.#buffer.length) return;
    const { bytes } = this;
    const needed = bytes.length + count;
    const target = needed > this.#buffer.length / 2 ? Buffer.allocUnsafe(needed * 2) : this.#buffer;
    target.set(bytes, 0);
    this.#buffer = target;
    this.#end = bytes.length;
    this.#start = 0;
  }
}
