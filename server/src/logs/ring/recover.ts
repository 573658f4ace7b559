import { readdir, stat, truncate } from 'node:fs/promises';
import type { GrowingBlock } from './block.ts';
import type { Origins } from './origins.ts';
import { SegmentScan } from './segment-scan.ts';
import { scanRecords } from './scan.ts';
import { baseOfName, Segment, segmentFormat } from './segment.ts';

/** What is found of a ring when it is opened. */
export interface Recovered {
  readonly segments: readonly Segment[];
  readonly blocks: GrowingBlock[];
  readonly damaged: number;
}

/**
 * Reads all files of a ring and finds where its records are. A record that is damaged or half written
 * is left out; the end of the last file is cut off after its last good record, since more will follow.
 */
export const recoverRing = async (folder: string, origins: Origins): Promise<Recovered> => {
  const segments: Segment[] = [];
  const blocks: GrowingBlock[] = [];
  let damaged = 0;
  for (const base of await basesIn(folder)) {
    const segment = new Segment(folder, base);
    const from = await beginOf(segment);
    // A file of another version, or one that cannot follow the one before it.
    if (from === undefined || base < (segments.at(-1)?.end ?? 0)) {
      await segment.remove();
      damaged++;
      continue;
    }
    const { size } = await stat(segment.path);
    segment.size = size;
    const scan = new SegmentScan({ segment, origins, blocks });
    await scanRecords(segment, { from, size }, scan);
    damaged += scan.damaged;
    if (segment.records === 0) await segment.remove();
    else segments.push(segment);
  }
  await cutOff(segments.at(-1), blocks.at(-1)?.end);
  return { segments, blocks, damaged };
};

const basesIn = async (folder: string): Promise<readonly number[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .map(baseOfName)
    .filter((base) => base !== undefined)
    .sort((a, b) => a - b);
};

/** Where the records begin; `undefined` when the file is of another version. */
const beginOf = async (segment: Segment): Promise<number | undefined> => {
  const bytes = await segment.read(0, 4096);
  const line = bytes.toString('latin1', 0, bytes.indexOf(10) + 1);
  if (line.startsWith(`{"format":"${segmentFormat}"`)) return line.length;
  // With a damaged first line, what follows may still be good.
  return line.startsWith('{"format":"') ? undefined : 0;
};

const cutOff = async (segment: Segment | undefined, end: number | undefined): Promise<void> => {
  if (segment === undefined || end === undefined || segment.size <= end) return;
  await truncate(segment.path, end);
  segment.size = end;
};
