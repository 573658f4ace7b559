/** Which of a program's streams bytes came from. */
export type StreamName = 'stdout' | 'stderr';
/** `first` is set for the bytes that a frame begins with. */
export type FrameListener = (stream: StreamName, bytes: Buffer, first: boolean) => void;

const headerBytes = 8;

/**
 * Splits what the engine sends of a container without a terminal: frames of an 8 byte header (the
 * stream in the first byte, the length big-endian in the last four) and their bytes, cut anywhere by
 * the network. Bytes are handed on as they come, so that a large frame is never held in memory.
 * Source: Engine API, "Attach to a container", stream format.
 */
export class FrameReader {
  readonly #listener: FrameListener;
  readonly #header = Buffer.alloc(headerBytes);
  #headerLength = 0;
  #left = 0;
  #first = true;
  #stream: StreamName = 'stdout';

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** Whether a frame is missing some of its bytes. */
  get isWithin(): boolean {
    return this.#left > 0 || this.#headerLength > 0;
  }

  read(chunk: Buffer): void {
    let position = 0;
    while (position < chunk.length) {
      if (this.#left === 0) {
        position += this.#readHeader(chunk, position);
        continue;
      }
      const end = Math.min(position + this.#left, chunk.length);
      this.#left -= end - position;
      this.#listener(this.#stream, chunk.subarray(position, end), this.#first);
      this.#first = false;
      position = end;
    }
  }

  #readHeader(chunk: Buffer, position: number): number {
    if (this.#headerLength === 0 && chunk.length - position >= headerBytes) {
      this.#begin(chunk, position);
      return headerBytes;
    }
    const taken = chunk.copy(this.#header, this.#headerLength, position);
    this.#headerLength += taken;
    if (this.#headerLength === headerBytes) {
      this.#headerLength = 0;
      this.#begin(this.#header, 0);
    }
    return taken;
  }

  #begin(header: Buffer, position: number): void {
    this.#stream = header[position] === 2 ? 'stderr' : 'stdout';
    this.#left = header.readUInt32BE(position + 4);
    this.#first = true;
  }
}
