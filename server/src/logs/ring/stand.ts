import { endOf, type BlockList } from './block.ts';
import type { LogRecord, RingStand } from './contract.ts';
import type { Origin } from './origins.ts';
import { ParsedBlock } from './parsed-block.ts';
import { slices } from './slices.ts';

/** Where a ring stands for a container; `origins` are all that the container ever was. */
export const findStand = async (
  list: BlockList,
  origins: readonly Origin[],
  { overlapMs }: { readonly overlapMs: number },
): Promise<RingStand | undefined> => {
  const newestMs = Math.max(...origins.map((origin) => origin.newestMs ?? -Infinity));
  if (newestMs === -Infinity) return undefined;
  const pause = slices();
  const from = newestMs - overlapMs;
  const last = Math.max(
    ...origins.map(({ lastBlock }) => (lastBlock ? list.blocks.lastIndexOf(lastBlock) : -1)),
  );
  const recent: Line[] = [];
  for (let index = Math.min(last, list.length - 1); index >= 0; index--) {
    const block = list.blocks[index];
    // Nothing in a block is newer than its last order.
    if (block === undefined || block.lastOrder < from) break;
    await pause();
    const parsed = await ParsedBlock.read(block, endOf(list, index));
    recent.push(...linesOf(parsed, origins, from).reverse());
  }
  recent.reverse();
  const newest = recent.reduce<Line | undefined>(later, undefined);
  if (newest === undefined) return undefined;
  const markers = origins.flatMap((origin) => origin.markers).sort((a, b) => a.timeMs - b.timeMs);
  return { time: newest.time, timeMs: newest.timeMs, recent, markers };
};

type Line = LogRecord & { readonly text: Buffer };

const linesOf = (block: ParsedBlock, origins: readonly Origin[], fromMs: number): Line[] => {
  const lines: Line[] = [];
  for (let index = 0; index < block.length; index++) {
    const origin = block.origin(index);
    const timeMs = block.timeMs(index);
    if (block.isMarker(index) || timeMs < fromMs || !origins.includes(origin)) continue;
    const { source, containerId } = origin;
    lines.push({
      source,
      ...(containerId !== undefined && { containerId }),
      stream: block.stream(index),
      time: block.time(index),
      timeMs,
      // A copy: the block's bytes are not kept for one line.
      text: Buffer.from(block.textBytes(index)),
    });
  }
  return lines;
};

const later = (newest: Line | undefined, line: Line): Line =>
  newest === undefined ||
  line.timeMs > newest.timeMs ||
  (line.timeMs === newest.timeMs && line.time >= newest.time)
    ? line
    : newest;
