import type { Disposable } from '../../server/src/base/disposable.ts';
import type { Engine } from '../../server/src/engines/contract.ts';
import type { SeenRow } from './watched-server.ts';

interface Start {
  readonly service: string;
  readonly timeMs: number;
}

/** The clocks of the engine and ours are the same, but what is told comes a little later. */
const slackMs = 2000;
/** Worth telling of a start that nothing explains. */
const nearMs = 20_000;
const starting: ReadonlySet<string> = new Set(['restart', 'sync+restart', 'rebuild', 'recreate']);

/** Every start of a container, and which of them we brought about ourselves. */
export class Starts {
  readonly #starts: Start[] = [];
  readonly #own: { readonly service?: string; readonly fromMs: number; toMs: number }[] = [];
  #listening: Disposable | undefined;

  async follow(engine: Engine, project: string): Promise<void> {
    this.#listening = await engine.events({
      onEvent: ({ action, attributes, timeMs }) => {
        if (action !== 'start' || attributes['com.docker.compose.project'] !== project) return;
        this.#starts.push({ service: attributes['com.docker.compose.service'] ?? '', timeMs });
      },
      onEnd: () => undefined,
    });
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#listening = undefined;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** What starts while this runs has its cause; of all services when none is named. */
  async causing<T>(service: string | undefined, work: () => Promise<T>): Promise<T> {
    const fromMs = Date.now();
    const own = { ...(service !== undefined && { service }), fromMs, toMs: Infinity };
    this.#own.push(own);
    try {
      return await work();
    } finally {
      own.toMs = Date.now();
    }
  }

  /**
   * Starts that nothing explains: neither we nor a row of the timeline, of which each explains one. A
   * row that says it restarted must have started something.
   */
  unexplained(rows: readonly SeenRow[]): readonly string[] {
    const left = rows.filter(({ item }) => starting.has(item.action));
    const used = new Set<SeenRow>();
    const complaints: string[] = [];
    for (const { service, timeMs } of this.#starts) {
      if (this.#own.some((own) => isWithin(own, service, timeMs))) continue;
      const row = left.find((seen) => !used.has(seen) && explains(seen, service, timeMs));
      if (row === undefined)
        complaints.push(
          `${service} started at ${clock(timeMs)} for no reason: ${near(left, service, timeMs)}`,
        );
      else used.add(row);
    }
    return complaints;
  }
}

const isWithin = (
  own: { readonly service?: string; readonly fromMs: number; readonly toMs: number },
  service: string,
  timeMs: number,
): boolean =>
  (own.service === undefined || own.service === service) &&
  timeMs >= own.fromMs - slackMs &&
  timeMs <= own.toMs + slackMs;

const explains = ({ item, firstMs, lastMs }: SeenRow, service: string, timeMs: number): boolean =>
  item.service === service &&
  timeMs >= Math.min(item.savedAtMs, firstMs) - slackMs &&
  // One that was under way when the server died has no end.
  timeMs <= lastMs + (item.outcome === undefined ? 10_000 : slackMs);

/** What the timeline has around that time. */
const near = (rows: readonly SeenRow[], service: string, timeMs: number): string =>
  rows
    .filter(({ item }) => item.service === service)
    .filter(({ firstMs, lastMs }) => firstMs < timeMs + nearMs && lastMs > timeMs - nearMs)
    .map(({ item, firstMs, lastMs }) => {
      const outcome = item.outcome?.kind ?? 'no end';
      return `${item.action} ${clock(firstMs)}-${clock(lastMs)} ${outcome}`;
    })
    .join(', ');

const clock = (timeMs: number): string => new Date(timeMs).toISOString().slice(11, 23);
