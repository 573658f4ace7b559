import type { Disposable } from '../../base/disposable.ts';
import type { LogRecord } from '../ring/contract.ts';

/** A record whose text is decoded: what is shown live is not read back. */
export type FreshRecord = LogRecord & { readonly text: string };

interface Waiting {
  readonly record: FreshRecord;
  /** By what it is ordered among others: its time, but never before what its container printed before. */
  readonly orderMs: number;
}

/** Streams of several containers come on ways of their own, a moment apart. */
const gatherMs = 10;
/** More than this is not gathered. */
const most = 8192;

/** Puts what several containers print at about the same time into the order of their times. */
export class LineQueue implements Disposable {
  readonly #hand: (records: readonly FreshRecord[]) => void;
  readonly #orders = new Map<string, number>();
  #waiting: Waiting[] = [];
  #isInOrder = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(hand: (records: readonly FreshRecord[]) => void) {
    this.#hand = hand;
  }

  push(record: FreshRecord): void {
    const origin = record.containerId ?? '';
    const orderMs = Math.max(record.timeMs, this.#orders.get(origin) ?? 0);
    this.#orders.set(origin, orderMs);
    if (orderMs < (this.#waiting.at(-1)?.orderMs ?? 0)) this.#isInOrder = false;
    this.#waiting.push({ record, orderMs });
    if (this.#waiting.length >= most) this.flush();
    else
      this.#timer ??= setTimeout(() => {
        this.flush();
      }, gatherMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    // Stable: what is of one time stays as it came.
    if (!this.#isInOrder) waiting.sort((a, b) => a.orderMs - b.orderMs);
    this.#isInOrder = true;
    this.#hand(waiting.map(({ record }) => record));
  }

  /** Nothing more will come of it. */
  forget(containerId: string): void {
    this.#orders.delete(containerId);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}
