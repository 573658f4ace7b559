import type { LogEntry } from '../contract.ts';
import type { StreamName } from './frames.ts';
import { TimeReader } from './log-time.ts';

const lineEnd = 10;
const carriageReturn = 13;
/** Docker stores a longer line as several entries, and gives each its time in the middle of the line. */
const entryBytes = 16 * 1024;

/**
 * Puts the bytes of one stream together into lines. Bytes are decoded a line at a time, so that a
 * character cut in two by a frame is whole again; what is no UTF-8 becomes U+FFFD. A line of more
 * than `maxLineBytes` is handed on in parts of that size.
 */
export class LineReader {
  readonly #stream: StreamName;
  readonly #onLine: (line: LogEntry) => void;
  readonly #maxLineBytes: number;
  readonly #stamp = new TimeReader();
  #parts: Buffer[] = [];
  #length = 0;
  #starts: number[] = [];
  #time = '';
  #timeMs = 0;

  constructor(
    stream: StreamName,
    onLine: (line: LogEntry) => void,
    options: { readonly maxLineBytes?: number } = {},
  ) {
    this.#stream = stream;
    this.#onLine = onLine;
    this.#maxLineBytes = options.maxLineBytes ?? 16 * 1024 * 1024;
  }

  /** `startsEntry`: a frame begins with these bytes, and with it an entry that has its own time. */
  read(bytes: Buffer, options: { readonly startsEntry?: boolean } = {}): void {
    if (options.startsEntry === true && this.#length > 0) this.#starts.push(this.#length);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
      // Nearly all lines lie whole in what came, in one entry.
      if (this.#length === 0 && end - start <= entryBytes) this.#emit(bytes, start, end);
      else {
        this.#add(bytes.subarray(start, end));
        this.#flush();
      }
      start = end + 1;
    }
    if (start < bytes.length) this.#add(bytes.subarray(start));
    if (this.#length > this.#maxLineBytes) this.#flush();
  }

  /** The end of the stream ends the last line too. */
  end(): void {
    if (this.#length > 0) this.#flush();
  }

  #emit(bytes: Buffer, start: number, end: number): void {
    const stamped = this.#stamp.read(bytes, start, end);
    if (stamped > 0) this.#takeTime();
    const textEnd = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    this.#hand(bytes.toString('utf8', start + stamped, textEnd));
  }

  #add(bytes: Buffer): void {
    // The network's buffer would be kept alive by a small part of it that waits for its line's end.
    this.#parts.push(Buffer.from(bytes));
    this.#length += bytes.length;
  }

  #flush(): void {
    const line = Buffer.concat(this.#parts);
    const cuts = [0, ...this.#starts];
    this.#starts = [];
    this.#parts = [];
    this.#length = 0;
    const entries = cuts.flatMap((start, index) =>
      this.#splitBySize(line.subarray(start, cuts[index + 1] ?? line.length)),
    );
    // The rest of a line that was cut has no time of its own.
    if (this.#stamp.read(line, 0, line.length) > 0) this.#takeTime();
    this.#hand(Buffer.concat(entries).toString('utf8').replace(/\r$/, ''));
  }

  /**
   * Takes the times out of what came without frames, where Docker's size of an entry tells where the
   * next one begins.
   */
  #splitBySize(bytes: Buffer): readonly Buffer[] {
    const entries: Buffer[] = [];
    for (let position = 0; ;) {
      const stamped = this.#stamp.read(bytes, position, bytes.length);
      const start = position + stamped;
      const end = start + entryBytes;
      const goesOn = stamped > 0 && this.#stamp.read(bytes, end, bytes.length) > 0;
      entries.push(bytes.subarray(start, goesOn ? end : bytes.length));
      if (!goesOn) return entries;
      position = end;
    }
  }

  #takeTime(): void {
    this.#time = this.#stamp.time;
    this.#timeMs = this.#stamp.timeMs;
  }

  #hand(text: string): void {
    this.#onLine({ stream: this.#stream, time: this.#time, timeMs: this.#timeMs, text });
  }
}
