/** Something of ours against the same thing of a peer, measured in turns in the same run. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly title: string;
  /** The command or feature it is compared with, as a user knows it. */
  readonly peer: string;
  /** At most this part of the peer's median; only stated when absent. */
  readonly goal?: number;
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

/** Something that was measured many times over, ours and perhaps the peer's in turns, as one part sees it. */
export interface Samples {
  readonly kind: 'samples';
  readonly title: string;
  readonly unit: string;
  /** 0.5 for the median, 0.95 for what all but a twentieth are below. */
  readonly quantile: number;
  readonly peer: string;
  /** At most this part of the peer's; only stated when absent. */
  readonly goal?: number;
  /** Several rows may ask for the same. */
  readonly take: () => Promise<{
    readonly ours: readonly number[];
    readonly peer: readonly number[];
  }>;
}

/** What a file of `test/bench` exports as `bench`. */
export interface Bench {
  readonly title: string;
  /** What a reader has to know of how it was measured. */
  readonly note?: string;
  /** Runs once before the rows and says how to undo it. */
  readonly setUp?: () => Promise<() => Promise<void>>;
  readonly rows: readonly (Comparison | Figure | Samples)[];
}

export interface Row {
  readonly title: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly peer?: Spread & { readonly name: string };
  /** Ours over the peer's, of medians or another quantile. */
  readonly ratio?: number;
  /** Of the ratio, or of the figure itself. */
  readonly goal?: number;
  readonly met: boolean;
}

export interface Spread {
  /** The median, where no other quantile is asked for. */
  readonly value: number;
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
      const measuring = measure(row);
      const measured = await (signal === undefined ? measuring : orAborted(measuring, signal));
      rows.push(measured);
      onRow?.(measured);
    }
    return rows;
  } finally {
    await tearDown?.();
  }
}

function measure(row: Bench['rows'][number]): Promise<Row> {
  if (row.kind === 'comparison') return compare(row);
  return row.kind === 'figure' ? observe(row) : look(row);
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
  const ratio = spread(ours).value / spread(peer).value;
  return {
    title: row.title,
    unit: 'ms',
    ours: spread(ours),
    peer: { ...spread(peer), name: row.peer },
    ratio,
    met: row.goal === undefined || ratio <= row.goal,
    ...(row.goal !== undefined && { goal: row.goal }),
  };
}

async function observe({ title, unit, limit, rounds, measure }: Figure): Promise<Row> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await measure());
  const ours = spread(values);
  const met = limit === undefined || ours.value <= limit;
  return { title, unit, ours, met, ...(limit !== undefined && { goal: limit }) };
}

async function look({ title, unit, quantile, peer: name, goal, take }: Samples): Promise<Row> {
  const taken = await take();
  const ours = spread(taken.ours, quantile);
  const peer = spread(taken.peer, quantile);
  const ratio = ours.value / peer.value;
  return {
    ...{ title, unit, ours, ratio },
    peer: { ...peer, name },
    met: goal === undefined || ratio <= goal,
    ...(goal !== undefined && { goal }),
  };
}

async function timed(measure: () => Promise<number | undefined>): Promise<number> {
  const started = performance.now();
  const own = await measure();
  return own ?? performance.now() - started;
}

/** @throws RangeError without values */
export function spread(values: readonly number[], quantile = 0.5): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => {
    const value = sorted.at(index);
    if (value === undefined) throw new RangeError('a spread of nothing');
    return value;
  };
  // Between two values where it falls between them.
  const place = (sorted.length - 1) * quantile;
  const [lower, upper] = [at(Math.floor(place)), at(Math.ceil(place))];
  const value = lower + (upper - lower) * (place - Math.floor(place));
  return { value, lowest: at(0), highest: at(-1), count: sorted.length };
}
