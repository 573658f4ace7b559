import { crc32 } from 'node:zlib';
import type { LogLine } from '#shared/protocol/logs';

/*
 * A record, little-endian:
 *
 *   0  u32  CRC-32 of all that follows
 *   4  u8   0xF5, which is in no UTF-8 text
 *   5  u8   kind, and flags
 *   6  u16  origin: its number in the file
 *   8  u32  length of the payload
 *  12  u32  nanoseconds within the millisecond
 *  16  f64  milliseconds since the epoch
 *  24       payload: the text; of an origin, JSON. With `timeFlag`: a byte of length and a time before it
 *
 * The first record of an origin in a block has the origin's own record before it, so that damage to one
 * block leaves the others readable.
 */
export const headerBytes = 24;
export const magic = 0xf5;

export const kindMask = 0x0f;
export const originKind = 0;
/** By number; what is 0 is the record of an origin. */
export const streams: readonly (LogLine['stream'] | undefined)[] = [
  undefined,
  'stdout',
  'stderr',
  'marker',
];
export const markerKind = 3;
/** The text has no control characters but tabs: it reads as it is. */
export const plainFlag = 0x40;
/** The time is not of the form that the numbers can give back. */
export const timeFlag = 0x80;

/** A line of the engine's has 16 MiB at most; a length beyond this is damage. */
export const maxPayload = 256 * 1024 * 1024;

export interface RecordHeader {
  readonly kind: number;
  readonly origin: number;
  readonly length: number;
  readonly nanos: number;
  readonly timeMs: number;
}

/** Writes the header of a payload that is already in its place. */
export const writeHeader = (bytes: Buffer, at: number, header: RecordHeader): void => {
  bytes[at + 4] = magic;
  bytes[at + 5] = header.kind;
  bytes.writeUInt16LE(header.origin, at + 6);
  bytes.writeUInt32LE(header.length, at + 8);
  bytes.writeUInt32LE(header.nanos, at + 12);
  bytes.writeDoubleLE(header.timeMs, at + 16);
  const end = at + headerBytes + header.length;
  bytes.writeUInt32LE(crc32(bytes.subarray(at + 4, end)), at);
};

export const kindAt = (bytes: Buffer, at: number): number => bytes[at + 5] ?? 0;
export const originAt = (bytes: Buffer, at: number): number => bytes.readUInt16LE(at + 6);
export const lengthAt = (bytes: Buffer, at: number): number => bytes.readUInt32LE(at + 8);
export const nanosAt = (bytes: Buffer, at: number): number => bytes.readUInt32LE(at + 12);
export const timeMsAt = (bytes: Buffer, at: number): number => bytes.readDoubleLE(at + 16);

/** Whether these may be the first bytes of a record; the checksum says whether they are. */
export const looksLikeRecord = (bytes: Buffer, at: number): boolean =>
  bytes[at + 4] === magic &&
  (kindAt(bytes, at) & kindMask) < streams.length &&
  lengthAt(bytes, at) <= maxPayload;

/** For a record that lies whole in `bytes`. */
export const isIntact = (bytes: Buffer, at: number): boolean => {
  const end = at + headerBytes + lengthAt(bytes, at);
  return crc32(bytes.subarray(at + 4, end)) === bytes.readUInt32LE(at);
};
