import type { LogsListener } from '../contract.ts';
import type { StreamName } from './frames.ts';

type Line = Parameters<LogsListener['onLine']>[0];

/**
 * Puts the bytes of one stream together into lines. Bytes are decoded a line at a time, so that a
 * character cut in two by a frame is whole again; what is no UTF-8 becomes U+FFFD. A line of more
 * than `maxLineBytes` is handed on in parts of that size.
 */
export class LineReader {
  readonly #stream: StreamName;
  readonly #onLine: (line: Line) => void;
  readonly #maxLineBytes: number;
  #parts: Buffer[] = [];
  #length = 0;
  #time = '';

  constructor(
    stream: StreamName,
    onLine: (line: Line) => void,
    options: { readonly maxLineBytes?: number } = {},
  ) {
    this.#stream = stream;
    this.#onLine = onLine;
    this.#maxLineBytes = options.maxLineBytes ?? 16 * 1024 * 1024;
  }

  read(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      this.#add(bytes.subarray(start, end));
      this.#flush();
      start = end + 1;
    }
    if (start < bytes.length) this.#add(bytes.subarray(start));
    if (this.#length > this.#maxLineBytes) this.#flush();
  }

  /** The end of the stream ends the last line too. */
  end(): void {
    if (this.#length > 0) this.#flush();
  }

  #add(bytes: Buffer): void {
    // The network's buffer would be kept alive by a small part of it that waits for its line's end.
    this.#parts.push(Buffer.from(bytes));
    this.#length += bytes.length;
  }

  #flush(): void {
    const entries = splitEntries(Buffer.concat(this.#parts));
    this.#parts = [];
    this.#length = 0;
    // The rest of a line that was cut has no time of its own.
    this.#time = entries.time ?? this.#time;
    const timeMs = Date.parse(this.#time);
    this.#onLine({
      stream: this.#stream,
      time: this.#time,
      timeMs: Number.isNaN(timeMs) ? 0 : timeMs,
      text: entries.bytes.toString('utf8').replace(/\r$/, ''),
    });
  }
}

/** Docker stores a longer line as several entries, and gives each its time in the middle of the line. */
const entryBytes = 16 * 1024;

const splitEntries = (line: Buffer): { readonly time?: string; readonly bytes: Buffer } => {
  const first = stampAt(line, 0);
  if (first === undefined) return { bytes: line };
  const { time } = first;
  let start = first.length;
  const parts: Buffer[] = [];
  while (line.length - start > entryBytes) {
    const stamp = stampAt(line, start + entryBytes);
    if (stamp === undefined) break;
    parts.push(line.subarray(start, start + entryBytes));
    start += entryBytes + stamp.length;
  }
  return { time, bytes: Buffer.concat([...parts, line.subarray(start)]) };
};

const stampAt = (
  line: Buffer,
  position: number,
): { readonly time: string; readonly length: number } | undefined => {
  const text = line.toString('latin1', position, position + 40);
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))(?: |$)/.exec(text);
  return match?.[1] === undefined ? undefined : { time: match[1], length: match[0].length };
};
