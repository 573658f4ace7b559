import { isContinuation } from '#shared/logs/continuation';
import type { LogFilter, LogLevel } from '#shared/logs/filter';
import { levelOf } from '#shared/logs/level';
import { plainText } from '#shared/logs/plain';
import { compileQuery, type Pattern } from '#shared/logs/query';
import { HyperBoxError } from '../../../base/error.ts';
import type { FilteredLine, LiveFilter } from '../contract.ts';
import { GuardedTest } from './guarded-test.ts';

/** Throws `invalid-input` for a regular expression that is none. */
export const liveFilter = <Line extends FilteredLine>(filter: LogFilter): LiveFilter<Line> =>
  new Filtering<Line>(filter);

/** More of a stack trace is not held back to be shown when a later line of it matches. */
const heldBack = 500;
/** Nor is a line of more than so many characters. */
const heldLength = 10_000;

interface Group {
  readonly level: LogLevel;
  matches: boolean;
  /** Of its lines until it matches: which of the source's lines they are. */
  places: number[];
}

/** What is remembered of a source: its last lines that were not shown. */
interface Source<Line> {
  held: { readonly line: Line; readonly place: number }[];
  /** How many lines it had. */
  lines: number;
  /** So many lines are still to be shown after a match. */
  left: number;
}

interface Lane {
  group: Group | undefined;
  previous: string | undefined;
}

class Filtering<Line extends FilteredLine> implements LiveFilter<Line> {
  readonly #hidden: ReadonlySet<string>;
  readonly #sinceMs: number;
  readonly #levels: ReadonlySet<LogLevel> | undefined;
  readonly #context: number;
  readonly #matches: ((texts: readonly string[]) => readonly boolean[]) | undefined;
  readonly #sources = new Map<string, Source<Line>>();
  readonly #lanes = new Map<string, Lane>();

  constructor({ hidden, sinceMs, levels, query, context }: LogFilter) {
    this.#hidden = new Set(hidden);
    this.#sinceMs = sinceMs ?? -Infinity;
    this.#levels = levels && new Set(levels);
    this.#context = context ?? 0;
    if (query === undefined || query.text === '') return;
    const compiled = compileQuery(query);
    if (compiled.kind === 'invalid') throw new HyperBoxError('invalid-input', compiled.message);
    if (compiled.kind === 'pattern') this.#matches = matcher(compiled, query.regex);
  }

  push(lines: readonly Line[]): readonly Line[] {
    const visible = lines.filter(
      ({ source, timeMs }) => timeMs >= this.#sinceMs && !this.#hidden.has(source),
    );
    if (this.#levels === undefined && this.#matches === undefined) return visible;
    const texts = visible.map(({ text }) => plainText(text));
    const matches = this.#matches?.(texts);
    return visible.flatMap((line, index) =>
      this.#take(line, texts[index] ?? '', matches === undefined || matches[index] === true),
    );
  }

  #take(line: Line, text: string, matches: boolean): readonly Line[] {
    const key = `${line.source}\0${line.containerId ?? ''}`;
    if (line.stream === 'marker') {
      // What comes after a restart does not belong to what was before.
      this.#lanes.delete(`${key}\0stdout`);
      this.#lanes.delete(`${key}\0stderr`);
      return [line];
    }
    const group = this.#groupOf(`${key}\0${line.stream}`, text);
    if (this.#levels !== undefined && !this.#levels.has(group.level)) return [];
    const source = this.#sources.get(key) ?? { held: [], lines: 0, left: 0 };
    this.#sources.set(key, source);
    const place = source.lines++;
    if (!group.matches) group.places.push(place);
    if (matches || group.matches) {
      source.left = this.#context;
      return [...this.#release(source, group, place), line];
    }
    if (source.left > 0) {
      source.left--;
      return [line];
    }
    if (line.text.length > heldLength) return [];
    source.held.push({ line, place });
    if (source.held.length > 2 * heldBack) source.held = source.held.slice(-heldBack);
    return [];
  }

  /** What was held back and is shown now: the lines around, and of a group that matches now all of it. */
  #release(source: Source<Line>, group: Group, place: number): readonly Line[] {
    const places = group.matches ? [place] : group.places.slice(-heldBack);
    group.matches = true;
    group.places = [];
    if (source.held.length === 0) return [];
    const near = new Set<number>();
    for (const each of places) {
      for (let n = each - this.#context; n <= each + this.#context; n++) near.add(n);
    }
    const shown = source.held.filter((held) => near.has(held.place));
    source.held = source.held.filter((held) => !near.has(held.place));
    return shown.map(({ line }) => line);
  }

  #groupOf(key: string, text: string): Group {
    const lane = this.#lanes.get(key) ?? { group: undefined, previous: undefined };
    this.#lanes.set(key, lane);
    const continues = isContinuation(text, lane.previous);
    if (text.trim() !== '') lane.previous = text;
    if (!continues || lane.group === undefined) {
      const level = this.#levels === undefined ? 'none' : levelOf(text);
      lane.group = { level, matches: false, places: [] };
    }
    return lane.group;
  }
}

const matcher = (
  pattern: Pattern,
  isRegex: boolean,
): ((texts: readonly string[]) => readonly boolean[]) => {
  const guarded = isRegex ? new GuardedTest(pattern) : undefined;
  if (guarded === undefined) return (texts) => texts.map((text) => pattern.test(text));
  return (texts) => {
    try {
      return guarded.test(texts);
    } catch (error) {
      // Whoever reads with the same filter is told; lines that come have nobody to tell.
      if (error instanceof HyperBoxError && error.code === 'timeout') return [];
      throw error;
    }
  };
};
