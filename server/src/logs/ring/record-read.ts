import {
  headerBytes,
  kindAt,
  kindMask,
  lengthAt,
  nanosAt,
  streams,
  timeFlag,
  timeMsAt,
} from './record-format.ts';
import type { LogLine } from '#shared/protocol/logs';
import { timeOf } from './record-time.ts';

export const recordEnd = (bytes: Buffer, at: number): number =>
  at + headerBytes + lengthAt(bytes, at);

export const textStart = (bytes: Buffer, at: number): number => {
  const payload = at + headerBytes;
  return (kindAt(bytes, at) & timeFlag) === 0 ? payload : payload + 1 + (bytes[payload] ?? 0);
};

export const streamOf = (bytes: Buffer, at: number): LogLine['stream'] | undefined =>
  streams[kindAt(bytes, at) & kindMask];

/** The time as the engine gave it. */
export const timeTextAt = (bytes: Buffer, at: number): string =>
  (kindAt(bytes, at) & timeFlag) === 0
    ? timeOf(timeMsAt(bytes, at), nanosAt(bytes, at))
    : bytes.toString('utf8', at + headerBytes + 1, textStart(bytes, at));
