import {
  headerBytes,
  originKind,
  plainFlag,
  streams,
  timeFlag,
  writeHeader,
} from './record-format.ts';
import { lineLimit } from '#shared/logs/line-limit';
import type { LogRecord } from './contract.ts';
import type { Origin } from './origins.ts';
import { nanosOf } from './record-time.ts';

/** A record that is ready to be written: how long it is, and how it is put into bytes. */
export interface EncodedRecord {
  readonly bytes: number;
  /** `origin` is its number in the file. */
  write(target: Buffer, at: number, origin: number): void;
}

export const encodeLine = ({ stream, time, timeMs, text }: LogRecord): EncodedRecord => {
  const nanos = nanosOf(time, timeMs);
  const ownTime = nanos === undefined ? Buffer.from(time).subarray(0, 255) : undefined;
  const prefix = ownTime === undefined ? 0 : 1 + ownTime.length;
  const textBytes = typeof text === 'string' ? Buffer.byteLength(text) : text.length;
  return {
    bytes: headerBytes + prefix + textBytes,
    write(target, at, origin) {
      const from = at + headerBytes + prefix;
      if (typeof text === 'string') target.write(text, from, textBytes, 'utf8');
      else target.set(text, from);
      if (ownTime !== undefined) {
        target[at + headerBytes] = ownTime.length;
        target.set(ownTime, at + headerBytes + 1);
      }
      const kind =
        streams.indexOf(stream) |
        (isPlain(target, from, from + textBytes) ? plainFlag : 0) |
        (ownTime === undefined ? 0 : timeFlag);
      const length = prefix + textBytes;
      writeHeader(target, at, { kind, origin, length, nanos: nanos ?? 0, timeMs });
    },
  };
};

/** What the number of an origin stands for. */
export const encodeOrigin = ({ source, containerId }: Origin): EncodedRecord => {
  const payload = Buffer.from(JSON.stringify({ source, containerId }));
  return {
    bytes: headerBytes + payload.length,
    write(target, at, origin) {
      target.set(payload, at + headerBytes);
      const length = payload.length;
      writeHeader(target, at, { kind: originKind, origin, length, nanos: 0, timeMs: 0 });
    },
  };
};

/** A line up to this length may be flagged as plain: all characters that are shown of it are in it. */
export const wholeBytes = 4 * lineLimit;

/**
 * Whether a line reads as its bytes are: no control characters but tabs and line ends, none of those
 * beyond ASCII either (U+0080 to U+009F), nor signs that turn the direction of a text or end a line.
 */
const isPlain = (bytes: Buffer, from: number, to: number): boolean => {
  if (to - from > wholeBytes) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 32 ? byte !== 9 && byte !== 10 : byte >= 127 && isSuspect(bytes, at)) return false;
  }
  return true;
};

const isSuspect = (bytes: Buffer, at: number): boolean => {
  const [first, second, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === 0xe2) {
    if (second === 0x80) return third >= 0xa8 && third <= 0xae;
    return second === 0x81 && third >= 0xa6 && third <= 0xa9;
  }
  return first === 127 || first === 0xc2;
};
