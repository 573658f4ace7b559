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
  #starts: number[] = [];
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

  /** `startsEntry`: a frame begins with these bytes, and with it an entry that has its own time. */
  read(bytes: Buffer, options: { readonly startsEntry?: boolean } = {}): void {
    if (options.startsEntry === true) this.#starts.push(this.#length);
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
    const entries = splitEntries(Buffer.concat(this.#parts), this.#starts);
    this.#starts = [];
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

/**
 * Takes the times out of a line. With frames each entry is a frame and `starts` says where they
 * begin; without, Docker's size of an entry tells.
 */
const splitEntries = (
  line: Buffer,
  starts: readonly number[],
): { readonly time?: string; readonly bytes: Buffer } => {
  const cuts = [...new Set([0, ...starts])];
  const entries = cuts.flatMap((start, index) =>
    splitBySize(line.subarray(start, cuts[index + 1] ?? line.length)),
  );
  const time = entries[0]?.time;
  return {
    ...(time !== undefined && { time }),
    bytes: Buffer.concat(entries.map(({ bytes }) => bytes)),
  };
};

const splitBySize = (
  line: Buffer,
): readonly { readonly time?: string; readonly bytes: Buffer }[] => {
  const entries: { readonly time?: string; readonly bytes: Buffer }[] = [];
  let position = 0;
  for (;;) {
    const stamp = stampAt(line, position);
    const start = position + (stamp?.length ?? 0);
    const end = start + entryBytes;
    const more = stamp !== undefined && stampAt(line, end) !== undefined;
    const bytes = line.subarray(start, more ? end : line.length);
    entries.push({ ...(stamp && { time: stamp.time }), bytes });
    if (!more) return entries;
    position = end;
  }
};

const stampAt = (
  line: Buffer,
  position: number,
): { readonly time: string; readonly length: number } | undefined => {
  const text = line.toString('latin1', position, position + 40);
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))(?: |$)/.exec(text);
  return match?.[1] === undefined ? undefined : { time: match[1], length: match[0].length };
};
