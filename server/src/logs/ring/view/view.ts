import type { LogFilter } from '#shared/logs/filter';
import { formatLine } from '#shared/logs/format-line';
import type { LogPosition } from '#shared/protocol/logs';
import type {
  CountOptions,
  FindOptions,
  KeptLine,
  LogView,
  ReadOptions,
  ReadResult,
  RingPart,
  SaveOptions,
} from '../contract.ts';
import { parsePosition, positionAt } from '../position.ts';
import { slices } from '../slices.ts';
import { BlockReader } from './block-reader.ts';
import { countMatches } from './count-matches.ts';
import { Cursor, type Direction } from './cursor.ts';
import { findMatch } from './find-match.ts';
import { Merge } from './merge.ts';
import { PartView, type OpenPart } from './part-view.ts';
import { behind, blockAt, endPlace, lineAt, startPlace, timePlace, type Place } from './place.ts';
import { matchesOf } from './query-matches.ts';

/** Looks at rings through a filter; throws `invalid-input` for a regular expression that is none. */
export const openView = (parts: readonly RingPart[], filter: LogFilter): LogView =>
  new RingsView(parts, filter);

const batchLines = 500;

class RingsView implements LogView {
  readonly filter: LogFilter;
  readonly #parts: readonly PartView[];

  constructor(parts: readonly RingPart[], filter: LogFilter) {
    this.filter = filter;
    const matches = filter.query?.text ? matchesOf(filter.query) : undefined;
    this.#parts = parts.map((part) => new PartView(part, filter, matches));
  }

  async read({ at, before, after, signal }: ReadOptions): Promise<ReadResult> {
    const parts = await this.#open();
    const place = await placeOf(parts, at);
    const back = merge(parts, { from: place, direction: 'backwards', signal });
    const forth = merge(parts, { from: place, direction: 'forwards', signal });
    const earlier = await back.take(before);
    const later = await forth.take(after);
    return {
      lines: [...earlier.reverse(), ...later],
      atStart: await back.isEnded(),
      atEnd: await forth.isEnded(),
    };
  }

  async find({ query, from, direction, signal }: FindOptions): ReturnType<LogView['find']> {
    const parts = await this.#open();
    const matches = matchesOf(query);
    const way = direction === 'next' ? 'forwards' : 'backwards';
    const pause = slices(signal);
    const begin = way === 'forwards' ? startPlace : endPlace;
    const line = from === undefined ? begin : await placeOf(parts, from);
    const start = from !== undefined && way === 'forwards' ? behind(line) : line;
    const found = await findMatch(parts, { matches, from: start, direction: way, pause });
    if (found !== undefined) return { at: positionAt(found), wrapped: false };
    if (from === undefined) return { wrapped: false };
    const round = await findMatch(parts, { matches, from: begin, direction: way, pause });
    return round === undefined ? { wrapped: true } : { at: positionAt(round), wrapped: true };
  }

  async count({ query, upTo, after, signal }: CountOptions): ReturnType<LogView['count']> {
    const parts = await this.#open();
    const pause = slices(signal);
    return countMatches(parts, {
      matches: query && matchesOf(query),
      from: after === undefined ? startPlace : behind(await placeOf(parts, after)),
      upTo: upTo === undefined ? undefined : behind(await placeOf(parts, upTo)),
      pause,
    });
  }

  async *lines(signal?: AbortSignal): AsyncGenerator<readonly KeptLine[]> {
    const parts = await this.#open();
    const all = merge(parts, { from: startPlace, direction: 'forwards', signal });
    for (;;) {
      const lines = await all.take(batchLines);
      if (lines.length === 0) return;
      yield lines;
    }
  }

  async save({ format, write, signal }: SaveOptions): Promise<number> {
    let count = 0;
    for await (const lines of this.lines(signal)) {
      await write(lines.map((line) => formatLine(line, format)).join(''));
      count += lines.length;
    }
    return count;
  }

  #open(): Promise<readonly OpenPart[]> {
    return Promise.all(
      this.#parts.map(async (view) => ({
        view,
        reader: new BlockReader(await view.part.ring.blocks()),
      })),
    );
  }
}

const merge = (
  parts: readonly OpenPart[],
  {
    from,
    direction,
    signal,
  }: {
    readonly from: Place;
    readonly direction: Direction;
    readonly signal: AbortSignal | undefined;
  },
): Merge => {
  const cursors = parts.map(({ view, reader }) => new Cursor(view, reader, { from, direction }));
  return new Merge(cursors, { direction, pause: slices(signal) });
};

/** Where a position is among all lines: for a line, the place before it. */
const placeOf = async (
  parts: readonly OpenPart[],
  at: LogPosition | { readonly timeMs: number } | undefined,
): Promise<Place> => {
  if (at === undefined) return endPlace;
  if (typeof at === 'object') return timePlace(at.timeMs);
  const wanted = parsePosition(at);
  const part = parts.find(({ view }) => view.key === wanted?.key);
  if (wanted === undefined || part === undefined) return endPlace;
  const own = { ...wanted, order: 0 };
  const { list } = part.reader;
  const index = blockAt(list, own.key, own);
  if (index >= list.length) return endPlace;
  const block = await part.reader.get(index);
  // The line itself, or the oldest after it if it is gone.
  const line = lineAt(block, own.key, own);
  return { ...own, order: line < block.length ? block.order(line) : block.block.lastOrder };
};
