import type { LogFilter } from '#shared/logs/filter';
import type { LogsToHost, LogsToPage } from '#shared/panels/logs';
import type { LogPosition } from '#shared/protocol/logs';
import { linesAfter, newerThan } from './meet.ts';
import type { Questions } from './questions.ts';
import type { LogWindow } from './window.ts';

/** Where a reading goes on: a line, a moment, or the end. */
export type Goal = { readonly at: LogPosition } | { readonly timeMs: number } | 'start' | 'end';

type Received = Extract<LogsToPage, { readonly kind: 'received' }>;
type Opened = Extract<LogsToPage, { readonly kind: 'opened' }>;

export interface ReaderEvents {
  readonly post: (message: LogsToHost) => void;
  readonly onChanged: () => void;
  /** The window is another one: this is what the user wants to see of it. */
  readonly onMoved: (goal: Goal) => void;
  readonly onFailed: (message: string) => void;
}

/** Lines of one reading; enough for some screens, and quick to send. */
const pageOf = { before: 1000, after: 1000, further: 2000 } as const;

/**
 * Keeps the window where the user reads: at the end, where live lines come by themselves, or anywhere
 * else, where nothing comes unasked.
 */
export class LogReader {
  readonly #window: LogWindow;
  readonly #questions: Questions;
  readonly #events: ReaderEvents;
  #filter: LogFilter = { hidden: [] };
  #following = true;
  /** The last `view`, and the first one whose lines still belong to this window. */
  #turn = 0;
  #accepted = 0;
  #behind = 0;
  #unseen = 0;
  /** What was behind when the window last had the end. */
  #behindAtEnd = -Infinity;
  /** The window's lines are not what the filter shows. */
  #isStale = false;
  /** A reading that moves or lengthens the window is under way. */
  #reading: (() => void) | undefined;
  /** Live lines that came while the end was being read. */
  #waiting: Received[] | undefined;

  constructor(window: LogWindow, questions: Questions, events: ReaderEvents) {
    this.#window = window;
    this.#questions = questions;
    this.#events = events;
  }

  get following(): boolean {
    return this.#following;
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** The window's end is the log's, but for what has come since it was read. */
  get isNearEnd(): boolean {
    return this.#window.edges.atEnd || this.#behind - this.#behindAtEnd < pageOf.before;
  }

  /** Lines that have come since the user left the end. */
  get newLines(): number {
    return this.#following ? 0 : this.#behind + this.#unseen;
  }

  /** Before the stream is open: what it is to begin with. */
  begin(filter: LogFilter, { following }: { readonly following: boolean }): void {
    this.#filter = filter;
    this.#following = following;
    this.#view();
  }

  opened({ turn }: Opened, goal: Goal): void {
    this.#reading?.();
    this.#reading = this.#waiting = undefined;
    this.#window.replace([], { atStart: false, atEnd: true });
    this.#behind = this.#unseen = 0;
    if (this.#following && turn === this.#turn) return;
    this.#view();
    this.#move(this.#following ? 'end' : goal);
  }

  received(message: Received): void {
    if (message.turn < this.#accepted) return;
    if (this.#waiting === undefined) this.#append(message);
    else this.#waiting.push(message);
  }

  /** Shows other lines; `from` is what the user looks at. */
  filter(filter: LogFilter, from: Goal): void {
    this.#filter = filter;
    this.#isStale = true;
    // What has come is counted anew, by what the filter shows.
    this.#behind = this.#unseen = 0;
    this.#view();
    this.#move(this.#following ? 'end' : from);
  }

  /** Nothing moves from now on; the end is where it is. */
  leave(): void {
    if (!this.#following) return;
    this.#following = false;
    this.#behind = this.#unseen = this.#behindAtEnd = 0;
    // Lines that are on their way are still of this window.
    const accepted = this.#accepted;
    this.#view();
    this.#accepted = accepted;
  }

  follow(): void {
    if (this.#following) return;
    this.#following = true;
    this.#view();
    this.#move('end');
  }

  /** `anew`: also when the window has it, since there is more around it than it has. */
  goTo(goal: Goal, { anew = false } = {}): void {
    if (goal === 'end') {
      this.follow();
      return;
    }
    this.leave();
    if (!anew && !this.#isStale && this.#has(goal)) this.#events.onMoved(goal);
    else this.#move(goal);
  }

  /** The user comes near the window's start. */
  earlier(): void {
    const { first, edges } = this.#window;
    if (this.#reading !== undefined || edges.atStart || first === undefined) return;
    const before = this.#fitting(pageOf.further);
    if (before === 0) return;
    this.#read({ at: first, before, after: 0 }, ({ lines, atStart }) => {
      const fitting = lines.slice(lines.length - this.#fitting(lines.length));
      const isAll = fitting.length === lines.length;
      this.#window.prepend(fitting, { atStart: isAll && (atStart || lines.length === 0) });
    });
  }

  /** Of so many earlier lines: the last ones go to make room, but not while they are followed. */
  #fitting(count: number): number {
    return this.#following ? Math.min(count, this.#window.room) : count;
  }

  /** The user comes near the window's end, which is not the log's. */
  later(): void {
    const { last, edges } = this.#window;
    if (this.#reading !== undefined || this.#following || edges.atEnd || last === undefined) return;
    this.#read({ at: last, before: 0, after: pageOf.further + 1 }, ({ lines, atEnd }) => {
      this.#window.append(lines);
      this.#window.setAtEnd(atEnd);
      if (atEnd) this.#behindAtEnd = this.#behind;
    });
  }

  #has(goal: Goal): boolean {
    if (goal === 'start') return this.#window.edges.atStart;
    return typeof goal === 'object' && 'at' in goal && this.#window.lineAt(goal.at) !== undefined;
  }

  #view(): void {
    this.#accepted = ++this.#turn;
    const { post } = this.#events;
    post({ kind: 'view', turn: this.#turn, filter: this.#filter, follow: this.#following });
  }

  #append({ lines, dropped, behind }: Received): void {
    if (this.#following) {
      this.#window.append(lines, { dropped });
      this.#window.setAtEnd(true);
      return;
    }
    // The last ones that were sent before the server knew; it counts from then on.
    if (lines.length > 0 && this.#window.edges.atEnd && !this.#window.isFull) {
      this.#unseen += this.#window.append(lines, { dropped });
    } else if (lines.length > 0) {
      this.#unseen += lines.length;
      this.#window.setAtEnd(false);
    }
    if (behind !== undefined && behind !== this.#behind) {
      this.#behind = behind;
      if (behind > 0) this.#window.setAtEnd(false);
    }
  }

  /** Reads another stretch of the log, in place of the window's. */
  #move(goal: Goal): void {
    this.#reading?.();
    this.#waiting = undefined;
    if (goal === 'end') {
      this.#moveToEnd();
      return;
    }
    const start = goal === 'start' ? { timeMs: 0 } : goal;
    const at = 'at' in start ? start.at : start;
    const before = goal === 'start' ? 0 : pageOf.before;
    this.#read({ at, before, after: pageOf.after }, ({ lines, atStart, atEnd }) => {
      this.#isStale = false;
      this.#window.replace(lines, { atStart: atStart || goal === 'start', atEnd });
      this.#behindAtEnd = atEnd ? this.#behind : -Infinity;
      this.#events.onMoved(goal);
    });
  }

  #moveToEnd(): void {
    const waiting: Received[] = [];
    this.#waiting = waiting;
    this.#read({ before: pageOf.further, after: 0 }, ({ lines, atStart }) => {
      this.#waiting = undefined;
      // What is there already stays, where the two meet.
      const further = this.#isStale ? undefined : linesAfter(lines, this.#window.last);
      if (further === undefined) this.#window.replace(lines, { atStart, atEnd: true });
      else this.#window.append(further);
      this.#isStale = false;
      for (const message of waiting) {
        this.#append({ ...message, lines: [...newerThan(lines, message.lines)] });
      }
      this.#events.onMoved('end');
    });
  }

  #read(
    question: { readonly at?: LogPosition | { timeMs: number }; before: number; after: number },
    onRead: (answer: Extract<LogsToPage, { readonly kind: 'window' }>) => void,
  ): void {
    this.#reading = this.#questions.ask({ kind: 'read', ...question }, (answer) => {
      this.#reading = undefined;
      if (answer.kind === 'window') onRead(answer);
      else if (answer.kind === 'failed') this.#failed(answer.message);
      this.#events.onChanged();
    });
  }

  /** Live lines come all the same. */
  #failed(message: string): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const received of waiting) this.#append(received);
    this.#events.onFailed(message);
  }
}
