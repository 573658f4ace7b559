import type { ContainerId } from '#shared/protocol/ids';
import type { KeptLine } from '../contract.ts';
import type { ParsedBlock } from '../parsed-block.ts';
import { positionOf } from '../position.ts';
import type { BlockReader } from './block-reader.ts';
import type { PartView } from './part-view.ts';
import { blockAt, lineAt, type Place } from './place.ts';

export type Direction = 'forwards' | 'backwards';

/** Goes through the lines of one ring that its filter shows, from a place on, either way. */
export class Cursor {
  readonly #view: PartView;
  readonly #reader: BlockReader;
  readonly #from: Place;
  readonly #step: 1 | -1;
  #index: number;
  #block: ParsedBlock | undefined;
  /** Of the lines in the block that are shown and not taken yet; the next one is the last. */
  #lines: number[] = [];
  #isFirst = true;

  constructor(
    view: PartView,
    reader: BlockReader,
    { from, direction }: { readonly from: Place; readonly direction: Direction },
  ) {
    this.#view = view;
    this.#reader = reader;
    this.#from = from;
    this.#step = direction === 'forwards' ? 1 : -1;
    this.#index = blockAt(reader.list, view.key, from);
  }

  get isEnded(): boolean {
    return this.#lines.length === 0 && !this.#hasBlocks;
  }

  /** Makes the next line known, if there is one. One call reads one block at most. */
  async load(): Promise<void> {
    if (this.#lines.length > 0 || !this.#hasBlocks) return;
    const { list } = this.#reader;
    // What is before a place that is after everything begins in the last block.
    if (this.#step < 0 && this.#index >= list.length) {
      this.#index = list.length - 1;
      this.#isFirst = false;
    }
    const index = this.#index;
    this.#index += this.#step;
    const shown = await this.#view.shown(this.#reader, index);
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (shown.count === 0) return;
    const block = await this.#reader.get(index);
    let [from, to] = [0, block.length];
    if (isFirst) {
      const at = lineAt(block, this.#view.key, this.#from);
      if (this.#step > 0) from = at;
      else to = at;
    }
    const lines: number[] = [];
    for (let line = from; line < to; line++) if (shown.has(line)) lines.push(line);
    this.#block = block;
    this.#lines = this.#step > 0 ? lines.reverse() : lines;
  }

  /** Of the next line; `undefined` when it is not known. */
  get place(): Place | undefined {
    const line = this.#lines.at(-1);
    if (line === undefined || this.#block === undefined) return undefined;
    return {
      order: this.#block.order(line),
      key: this.#view.key,
      offset: this.#block.offset(line),
    };
  }

  take(): KeptLine | undefined {
    const line = this.#lines.pop();
    if (line === undefined || this.#block === undefined) return undefined;
    return readLine(this.#view, this.#block, line);
  }

  get #hasBlocks(): boolean {
    if (this.#step > 0) return this.#index < this.#reader.list.length;
    return this.#index >= 0 && this.#reader.list.length > 0;
  }
}

const readLine = (view: PartView, block: ParsedBlock, index: number): KeptLine => {
  const origin = block.origin(index);
  const { containerId } = origin;
  return {
    at: positionOf(view.key, block.offset(index)),
    timeMs: block.timeMs(index),
    time: block.time(index),
    source: view.keyOf(origin),
    // It came from the engine as one.
    ...(containerId !== undefined && { containerId: containerId as ContainerId }),
    stream: block.stream(index),
    text: block.text(index),
  };
};
