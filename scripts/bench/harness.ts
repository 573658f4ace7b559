/** Something of ours against the same thing of a peer, measured in turns in the same run. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly title: string;
  /** The command or feature it is compared with, as a user knows it. */
  readonly peer: string;
  /** At most this part of the peer's median. */
  readonly goal: number;
  /** At least 10, so that a median says something. */
  readonly rounds: number;
  /** Called before each measurement of either: brings about the state that it starts from. */
  readonly prepare?: () => Promise<void>;
  /** Answers with milliseconds where not the whole call is meant. */
  readonly measureOurs: () => Promise<number | undefined>;
  readonly measurePeer: () => Promise<number | undefined>;
}

/** A figure with no peer. */
export interface Figure {
  readonly kind: 'figure';
  readonly title: string;
  readonly unit: string;
  /** At most this; only stated when absent. */
  readonly limit?: number;
  readonly rounds: number;
  readonly measure: () => Promise<number>;
}

/** What a file of `test/bench` exports as `bench`. */
export interface Bench {
  readonly title: string;
  /** Runs once before the rows and says how to undo it. */
  readonly setUp?: () => Promise<() => Promise<void>>;
  readonly rows: readonly (Comparison | Figure)[];
}

export interface Row {
  readonly title: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly peer?: Spread & { readonly name: string };
  /** Ours over the peer's, of medians. */
  readonly ratio?: number;
  /** Of the ratio, or of the figure itself. */
  readonly goal?: number;
  readonly met: boolean;
}

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly count: number;
}

/**
 * Runs the rows of a bench one after the other, and tidies up also when one fails or `signal` says to
 * stop, which it does at once.
 */
export async function runBench(
  bench: Bench,
  options: { readonly signal?: AbortSignal; readonly onRow?: (row: Row) => void } = {},
): Promise<readonly Row[]> {
  const { signal, onRow } = options;
  const tearDown = await bench.setUp?.();
  try {
    const rows: Row[] = [];
    for (const row of bench.rows) {
      const measuring = row.kind === 'comparison' ? compare(row) : observe(row);
      const measured = await (signal === undefined ? measuring : orAborted(measuring, signal));
      rows.push(measured);
      onRow?.(measured);
    }
    return rows;
  } finally {
    await tearDown?.();
  }
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // What is under way fails when its ground is cleared, and nobody waits for it any more.
  work.catch(() => undefined);
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(new Error('stopped'));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject);
  });
}

async function compare(row: Comparison): Promise<Row> {
  const [ours, peer]: [number[], number[]] = [[], []];
  const sides = [
    { times: ours, measure: row.measureOurs },
    { times: peer, measure: row.measurePeer },
  ];
  // One round each that does not count: caches of the disk and the engine fill.
  for (let round = -1; round < row.rounds; round += 1) {
    // Who goes first alternates, so that what one leaves behind does not favour the other.
    for (const { times, measure } of round % 2 === 0 ? sides : sides.toReversed()) {
      await row.prepare?.();
      const time = await timed(measure);
      if (round >= 0) times.push(time);
    }
  }
  const ratio = spread(ours).median / spread(peer).median;
  return {
    title: row.title,
    unit: 'ms',
    ours: spread(ours),
    peer: { ...spread(peer), name: row.peer },
    ratio,
    goal: row.goal,
    met: ratio <= row.goal,
  };
}

async function observe({ title, unit, limit, rounds, measure }: Figure): Promise<Row> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await measure());
  const ours = spread(values);
  const met = limit === undefined || ours.median <= limit;
  return { title, unit, ours, met, ...(limit !== undefined && { goal: limit }) };
}

async function timed(measure: () => Promise<number | undefined>): Promise<number> {
  const started = performance.now();
  const own = await measure();
  return own ?? performance.now() - started;
}

/** @throws RangeError without values */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => {
    const value = sorted.at(index);
    if (value === undefined) throw new RangeError('a spread of nothing');
    return value;
  };
  const middle = sorted.length / 2;
  const upper = at(Math.floor(middle));
  const median = sorted.length % 2 === 1 ? upper : (upper + at(middle - 1)) / 2;
  return { median, lowest: at(0), highest: at(-1), count: sorted.length };
}
