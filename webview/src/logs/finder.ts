import type { LogQuery } from '#shared/logs/filter';
import { plainText } from '#shared/logs/plain';
import { compileQuery, noQuery, type Query } from '#shared/logs/query';
import type { PageLine } from '#shared/panels/logs';
import type { LogPosition } from '#shared/protocol/logs';
import type { Questions } from './model/questions.ts';

export interface FinderEvents {
  readonly onChanged: () => void;
  readonly onFound: (at: LogPosition) => void;
}

/** How many lines match, and which of them the user is at. */
export interface Found {
  readonly total: number | undefined;
  /** From 1; 0 when at none, or when it is not known. */
  readonly number: number;
  /** More may match than were counted. */
  readonly isAtLeast: boolean;
  /** The search has gone round the end or the start. */
  readonly wrapped: boolean;
  readonly isBusy: boolean;
}

type Direction = 'next' | 'previous';

/** Looks for matches among all that is kept: they are where the page has no lines of. */
export class Finder {
  readonly #questions: Questions;
  readonly #events: FinderEvents;
  #wanted: LogQuery = { text: '', regex: false, matchCase: false };
  #query: Query = noQuery;
  #current: LogPosition | undefined;
  #total: number | undefined;
  #number = 0;
  #isAtLeast = false;
  #wrapped = false;
  #counting: (() => void) | undefined;
  #finding: (() => void) | undefined;

  constructor(questions: Questions, events: FinderEvents) {
    this.#questions = questions;
    this.#events = events;
  }

  get query(): Query {
    return this.#query;
  }

  /** The line that the user is at. */
  get current(): LogPosition | undefined {
    return this.#current;
  }

  get found(): Found {
    return {
      total: this.#total,
      number: this.#current === undefined ? 0 : this.#number,
      isAtLeast: this.#isAtLeast,
      wrapped: this.#wrapped,
      isBusy: this.#counting !== undefined || this.#finding !== undefined,
    };
  }

  search(wanted: LogQuery): void {
    this.#wanted = wanted;
    this.#query = compileQuery(wanted);
    this.leave();
    this.count();
  }

  /** The user is at no match any more. */
  leave(): void {
    this.#finding?.();
    this.#finding = undefined;
    this.#current = undefined;
    this.#wrapped = false;
  }

  /** Counts anew: there are other lines. */
  count(): void {
    this.#counting?.();
    this.#counting = undefined;
    this.#total = undefined;
    this.#isAtLeast = false;
    if (this.#query.kind !== 'pattern') return;
    const upTo = this.#current;
    const question = { kind: 'count', query: this.#wanted, ...(upTo !== undefined && { upTo }) };
    this.#counting = this.#questions.ask({ ...question, kind: 'count' }, (answer) => {
      this.#counting = undefined;
      if (answer.kind === 'counted') {
        this.#total = answer.total;
        this.#number = answer.upTo;
      }
      this.#events.onChanged();
    });
  }

  /** Lines that came by themselves; some may have been left out. */
  live(lines: readonly PageLine[], { isWhole }: { readonly isWhole: boolean }): void {
    const { kind } = this.#query;
    if (kind !== 'pattern') return;
    if (!isWhole) this.#isAtLeast = true;
    if (this.#total === undefined) return;
    const query = this.#query;
    this.#total += lines.filter(({ text }) => query.test(plainText(text))).length;
  }

  /** Goes to the match after or before; from the place that is looked at when at none. */
  step(direction: Direction, from: LogPosition | undefined): void {
    if (this.#query.kind !== 'pattern') return;
    this.#finding?.();
    const start = this.#current ?? from;
    const question = {
      query: this.#wanted,
      direction,
      ...(start !== undefined && { from: start }),
    };
    this.#finding = this.#questions.ask({ kind: 'find', ...question }, (answer) => {
      this.#finding = undefined;
      if (answer.kind === 'found' && answer.at !== undefined) {
        this.#arrive(answer.at, { direction, wrapped: answer.wrapped });
      }
      this.#events.onChanged();
    });
  }

  #arrive(
    at: LogPosition,
    { direction, wrapped }: { readonly direction: Direction; readonly wrapped: boolean },
  ): void {
    const wasAt = this.#current !== undefined && this.#number > 0;
    this.#current = at;
    this.#wrapped = wrapped;
    if (!wasAt || this.#total === undefined) this.count();
    else if (wrapped) this.#number = direction === 'next' ? 1 : this.#total;
    else this.#number += direction === 'next' ? 1 : -1;
    this.#events.onFound(at);
  }
}
