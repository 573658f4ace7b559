import { headerBytes, isIntact, lengthAt, looksLikeRecord, magic } from './record-format.ts';
import { slices } from './slices.ts';

export interface ScanListener {
  /** An intact record: `bytes` from `at` on, which is `offset` in the file. */
  onRecord(bytes: Buffer, at: number, offset: number): void;
  /** Bytes that are no records, up to the next record or the end. */
  onGap(offset: number): void;
}

const windowBytes = 1024 * 1024;

/** Finds the records of a file from an offset on. Never fails: what is no record is skipped. */
export const scanRecords = async (
  file: { read(from: number, to: number): Promise<Buffer> },
  { from, size }: { readonly from: number; readonly size: number },
  listener: ScanListener,
): Promise<void> => {
  const pause = slices();
  let wanted = windowBytes;
  let inGap = false;
  for (let offset = from; offset < size;) {
    await pause();
    const requested = Math.min(size - offset, wanted);
    const bytes = await file.read(offset, offset + requested);
    if (bytes.length === 0) return;
    // The file may be shorter than it was said to be.
    const end = bytes.length < requested ? offset + bytes.length : size;
    wanted = windowBytes;
    let at = 0;
    while (at < bytes.length) {
      const needed = neededAt(bytes, at);
      if (needed <= bytes.length - at && isIntact(bytes, at)) {
        listener.onRecord(bytes, at, offset + at);
        inGap = false;
        at += needed;
        continue;
      }
      if (needed > bytes.length - at && offset + at + needed <= end) {
        // It is whole at the beginning of the next window, if that is large enough for it.
        wanted = Math.max(needed, windowBytes);
        break;
      }
      if (!inGap) listener.onGap(offset + at);
      inGap = true;
      at = nextCandidate(bytes, at + 1);
    }
    offset += Math.min(at, bytes.length);
  }
};

/** How many bytes have to be there to say whether here is a record; more than any file has: none. */
const neededAt = (bytes: Buffer, at: number): number => {
  if (at + headerBytes > bytes.length) return headerBytes;
  return looksLikeRecord(bytes, at) ? headerBytes + lengthAt(bytes, at) : Infinity;
};

/** Where a record may begin: its magic byte comes after its checksum. */
const nextCandidate = (bytes: Buffer, from: number): number => {
  const found = bytes.indexOf(magic, from + 4);
  return found < 0 ? Math.max(from, bytes.length - headerBytes + 1) : found - 4;
};
