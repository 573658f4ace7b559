import { ByteQueue } from './byte-queue.ts';

/** The text of a message, or bytes that belong to none. */
export type Frame =
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'garbage'; readonly reason: string };

const opening = Buffer.from('Content-Length:');
const headerEnd = Buffer.from('\r\n\r\n');
/** Room behind the opening for a number and the end of its line. */
const numberRoom = 32;
/** No text that an editor sends is longer; nobody waits for the rest of such a message. */
const maxLength = 512 * 1024 * 1024;
const maxHeader = 64 * 1024;

/**
 * Cuts a stream into messages (LSP, base protocol). One whose length is missing, too small or too large
 * costs at most itself: JSON cannot hold `Content-Length: 12` and a line's end, so wherever these stand
 * a message begins.
 */
export class Framer {
  readonly #queue = new ByteQueue();
  #bodyLength: number | undefined;
  /** Up to here the body holds no other message's header. */
  #searched = 0;

  push(chunk: Uint8Array): readonly Frame[] {
    this.#queue.append(chunk);
    const frames: Frame[] = [];
    for (;;) {
      const before = frames.length;
      const isWaiting =
        this.#bodyLength === undefined ? !this.#readHeader(frames) : !this.#readBody(frames);
      if (isWaiting && frames.length === before) return frames;
    }
  }

  /** False when there is more to come first. */
  #readHeader(frames: Frame[]): boolean {
    const { bytes } = this.#queue;
    const end = bytes.indexOf(headerEnd);
    if (end === -1) {
      if (bytes.length > maxHeader) this.#discard(bytes.length - opening.length, frames);
      return false;
    }
    const header = bytes.toString('latin1', 0, end);
    const fault = faultOf(header);
    if (fault !== undefined) frames.push({ kind: 'garbage', reason: fault });
    this.#queue.drop(end + headerEnd.length);
    this.#bodyLength = lengthIn(header);
    this.#searched = 0;
    return true;
  }

  #readBody(frames: Frame[]): boolean {
    const { bytes } = this.#queue;
    const length = this.#bodyLength ?? 0;
    const intruder = this.#nextHeader(bytes, length);
    if (intruder === 'undecided') return false;
    if (intruder === undefined && bytes.length < length) return false;
    const end = intruder ?? length;
    frames.push({ kind: 'body', text: bytes.toString('utf8', 0, end) });
    this.#queue.drop(end);
    this.#bodyLength = undefined;
    return true;
  }

  /** Where another message begins within this one. */
  #nextHeader(bytes: Buffer, length: number): number | 'undecided' | undefined {
    for (;;) {
      const at = bytes.indexOf(opening, this.#searched);
      if (at === -1) {
        this.#searched = Math.max(0, bytes.length - opening.length);
        const isCut = bytes.length >= length && endsInOpening(bytes.subarray(0, length));
        return isCut && bytes.length < length + opening.length ? 'undecided' : undefined;
      }
      if (at >= length) return undefined;
      const from = at + opening.length;
      const line = bytes.toString('latin1', from, from + numberRoom);
      if (/^ *\d+ *\r\n/.test(line)) return at;
      if (/^ *\d* *\r?$/.test(line) && line.length < numberRoom) return 'undecided';
      this.#searched = from;
    }
  }

  #discard(count: number, frames: Frame[]): void {
    this.#queue.drop(count);
    frames.push({ kind: 'garbage', reason: 'no header within 64 KB' });
  }
}

const lengthLine = /content-length:[ \t]*(\S*)/gi;

const lengthIn = (header: string): number | undefined => {
  const said = [...header.matchAll(lengthLine)].at(-1)?.[1] ?? '';
  const length = /^\d+$/.test(said) ? Number(said) : NaN;
  return length <= maxLength ? length : undefined;
};

const faultOf = (header: string): string | undefined => {
  if (lengthIn(header) === undefined) {
    return `a header without a Content-Length that can be used: ${shown(header)}`;
  }
  const isClean = header.split('\r\n').every((line) => /^[\w-]+:/.test(line));
  return isClean ? undefined : `something before a header: ${shown(header)}`;
};

const shown = (text: string): string => JSON.stringify(text.slice(0, 80));

/** JSON never ends so. */
const endsInOpening = (body: Buffer): boolean => {
  for (let length = Math.min(opening.length, body.length); length > 0; length -= 1) {
    if (body.subarray(body.length - length).equals(opening.subarray(0, length))) return true;
  }
  return false;
};
