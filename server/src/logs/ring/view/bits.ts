/** A yes or no for each line of a block. */
export class Bits {
  readonly length: number;
  /** How many are set. */
  count = 0;
  readonly #bytes: Uint8Array;

  constructor(length: number) {
    this.length = length;
    this.#bytes = new Uint8Array((length + 7) >> 3);
  }

  static all(length: number): Bits {
    const bits = new Bits(length);
    bits.#bytes.fill(0xff);
    bits.count = length;
    return bits;
  }

  has(index: number): boolean {
    return ((this.#bytes[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  set(index: number): void {
    if (this.has(index)) return;
    this.#bytes[index >> 3] = (this.#bytes[index >> 3] ?? 0) | (1 << (index & 7));
    this.count++;
  }
}
