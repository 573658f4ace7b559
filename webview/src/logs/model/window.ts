import type { PageLine } from '#shared/panels/logs';
import type { LogPosition } from '#shared/protocol/logs';
import { EntryMaker } from './entry.ts';
import { Groups } from './groups.ts';
import { noRole, type WindowItem, type WindowLine } from './window-item.ts';

export interface WindowLimits {
  readonly lines: number;
  readonly characters: number;
}

/**
 * What a page holds; everything else is read when it is wanted. Two readings are enough to scroll in, and
 * the fewer there are, the less a log of any length costs.
 */
export const windowLimits: WindowLimits = { lines: 4000, characters: 16_000_000 };

/** Leaving one by one would move the whole array for each. */
const slack = 1.05;

export interface Edges {
  /** Nothing that is kept comes before, or after. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** A stretch of the log: as much as the page holds around what is in sight. */
export class LogWindow {
  readonly groups = new Groups();
  readonly #limits: WindowLimits;
  #maker = new EntryMaker();
  #items: WindowItem[] = [];
  #characters = 0;
  #edges: Edges = { atStart: false, atEnd: true };

  constructor(limits: WindowLimits = windowLimits) {
    this.#limits = limits;
  }

  get items(): readonly WindowItem[] {
    return this.#items;
  }

  get edges(): Edges {
    return this.#edges;
  }

  get isFull(): boolean {
    return this.#items.length >= this.#limits.lines || this.#characters >= this.#limits.characters;
  }

  /** How many lines it takes before others go. */
  get room(): number {
    return this.isFull ? 0 : this.#limits.lines - this.#items.length;
  }

  lineAt(at: LogPosition): WindowLine | undefined {
    for (const item of this.#items) if (item.kind === 'line' && item.at === at) return item;
    return undefined;
  }

  get first(): LogPosition | undefined {
    return this.#items.find(hasPosition)?.at;
  }

  get last(): LogPosition | undefined {
    return this.#items.findLast(hasPosition)?.at;
  }

  /** Is somewhere else in the log now. */
  replace(lines: readonly PageLine[], edges: Edges): void {
    this.#items = [];
    this.#characters = 0;
    this.#maker = new EntryMaker();
    this.groups.reset([]);
    this.append(lines);
    this.#edges = edges;
  }

  /** Lines after the last; those that are there already are not taken twice. The first ones may go. */
  append(lines: readonly PageLine[], { dropped = 0 } = {}): number {
    const fresh = this.#freshOf(lines);
    let number = (this.#items.at(-1)?.number ?? -1) + 1;
    const added: WindowItem[] = [];
    if (dropped > 0) {
      added.push({ kind: 'gap', number: number++, count: dropped, after: this.last });
      // What is left out may have turned a colour off.
      this.#maker = new EntryMaker();
    }
    for (const line of fresh) added.push(this.#make(line, this.#maker, number++));
    for (const item of added) this.#items.push(item);
    this.groups.add(added);
    this.#leaveAtStart();
    return fresh.length;
  }

  /** Lines before the first; the last ones may go. */
  prepend(lines: readonly PageLine[], { atStart }: Pick<Edges, 'atStart'>): void {
    const fresh = this.#freshOf(lines);
    // Colours that a program leaves on reach no further than what was read together.
    const maker = new EntryMaker();
    const from = (this.#items[0]?.number ?? 0) - fresh.length;
    const added = fresh.map((line, index) => this.#make(line, maker, from + index));
    this.#items = [...added, ...this.#items];
    this.#leaveAtEnd();
    this.groups.reset(this.#items);
    this.#edges = { ...this.#edges, atStart };
  }

  /** What is known of the end has changed: there is more, or there is not. */
  setAtEnd(atEnd: boolean): void {
    this.#edges = { ...this.#edges, atEnd };
  }

  /** Looked for among all lines: to look through them takes less than to hold an index of them. */
  #freshOf(lines: readonly PageLine[]): readonly PageLine[] {
    const places = new Set(lines.map(({ at }) => at));
    const known = new Set<LogPosition>();
    for (const item of this.#items) {
      if (hasPosition(item) && places.has(item.at)) known.add(item.at);
    }
    return known.size === 0 ? lines : lines.filter(({ at }) => at === undefined || !known.has(at));
  }

  #make(line: PageLine, maker: EntryMaker, number: number): WindowLine {
    const entry = maker.make(line);
    const made: WindowLine = { kind: 'line', number, at: line.at, entry, role: noRole };
    this.#characters += line.text.length;
    return made;
  }

  #leaveAtStart(): void {
    const { lines, characters } = this.#limits;
    if (this.#items.length <= lines * slack && this.#characters <= characters * slack) return;
    let count = 0;
    while (this.#items.length - count > lines || this.#isTooMuch(count)) {
      this.#forget(this.#items[count++]);
    }
    this.#items.splice(0, count);
    this.#edges = { ...this.#edges, atStart: false };
  }

  #leaveAtEnd(): void {
    let left = this.#items.length;
    while (left > this.#limits.lines || this.#isTooMuch(this.#items.length - left)) {
      this.#forget(this.#items[--left]);
    }
    if (left === this.#items.length) return;
    this.#items.length = left;
    this.#edges = { ...this.#edges, atEnd: false };
  }

  /** One line always stays, however long it is. */
  #isTooMuch(gone: number): boolean {
    return this.#characters > this.#limits.characters && gone < this.#items.length - 1;
  }

  #forget(item: WindowItem | undefined): void {
    if (item?.kind === 'line') this.#characters -= item.entry.raw.length;
  }
}

const hasPosition = (item: WindowItem): item is WindowLine & { readonly at: LogPosition } =>
  item.kind === 'line' && item.at !== undefined;
