import type { PageLine } from '#shared/panels/logs';
import { EntryMaker, type Entry } from './entry.ts';
import { Hits } from './hits.ts';
import { matchesIn, noQuery, type Query } from '#shared/logs/query';

export interface LogLimits {
  readonly lines: number;
  readonly characters: number;
}

/** What a page keeps: beyond either, the oldest lines go. */
export const pageLimits: LogLimits = { lines: 100_000, characters: 64_000_000 };

/** The lines of the panel: all that are kept, those that are shown, and the matches in those. */
export class LogView {
  readonly hits = new Hits();
  readonly #limits: LogLimits;
  readonly #maker = new EntryMaker();
  #entries: Entry[] = [];
  #rows: Entry[] = [];
  #characters = 0;
  #hidden: ReadonlySet<string> = new Set();
  #query: Query = noQuery;
  #onlyMatches = false;

  constructor(limits: LogLimits = pageLimits) {
    this.#limits = limits;
  }

  /** The lines that are shown, oldest first. */
  get rows(): readonly Entry[] {
    return this.#rows;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get query(): Query {
    return this.#query;
  }

  /** Adds lines at the end; tells how many shown ones were added, and dropped from the start. */
  append(lines: readonly PageLine[]): { readonly added: number; readonly dropped: number } {
    const entries = lines.map((line) => this.#maker.make(line));
    const shown = entries.filter((entry) => this.#shows(entry));
    for (const entry of entries) {
      this.#entries.push(entry);
      this.#characters += entry.raw.length;
    }
    for (const entry of shown) this.#rows.push(entry);
    this.hits.add(this.#query, shown);
    return { added: shown.length, dropped: this.#evict() };
  }

  clear(): void {
    this.#entries = [];
    this.#characters = 0;
    this.#refilter();
  }

  hide(sources: ReadonlySet<string>): void {
    this.#hidden = sources;
    this.#refilter();
  }

  search(query: Query, onlyMatches: boolean): void {
    const filters = this.#filters || (onlyMatches && query.kind === 'pattern');
    this.#query = query;
    this.#onlyMatches = onlyMatches;
    if (filters) this.#refilter();
    else this.hits.reset(query, this.#rows);
  }

  get #filters(): boolean {
    return this.#onlyMatches && this.#query.kind === 'pattern';
  }

  #shows(entry: Entry): boolean {
    if (this.#hidden.has(entry.source)) return false;
    return !this.#filters || matchesIn(this.#query, entry.text).length > 0;
  }

  #refilter(): void {
    this.#rows = this.#entries.filter((entry) => this.#shows(entry));
    this.hits.reset(this.#query, this.#rows);
  }

  #evict(): number {
    let count = Math.max(0, this.#entries.length - this.#limits.lines);
    let characters = this.#characters;
    for (const { raw } of this.#entries.slice(0, count)) characters -= raw.length;
    // One line always stays, however long it is.
    while (characters > this.#limits.characters && count < this.#entries.length - 1) {
      characters -= this.#entries[count++]?.raw.length ?? 0;
    }
    if (count === 0) return 0;
    this.#entries.splice(0, count);
    this.#characters = characters;
    const first = this.#entries[0]?.order ?? Infinity;
    const kept = this.#rows.findIndex(({ order }) => order >= first);
    const dropped = kept === -1 ? this.#rows.length : kept;
    this.#rows.splice(0, dropped);
    this.hits.dropBefore(first);
    return dropped;
  }
}
