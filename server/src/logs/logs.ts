import type { LogsRequest } from '#shared/protocol/logs';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from '../base/clock.ts';
import type { Event } from '../base/emitter.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { LogBatch } from './line-batcher.ts';
import { selectLogs, type LogSelection } from './log-selection.ts';
import { LogStream } from './log-stream.ts';
import type { Recorders, RecorderUse } from './recording/recorders.ts';
import { KeptStream } from './views/kept-stream.ts';

export interface LogsDependencies {
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly projects: Pick<Projects, 'get'>;
  readonly recorders: Recorders;
  readonly onDidReload: Event<ReloadItem>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface LogsListener {
  readonly onBatch: (batch: LogBatch & { readonly behind?: number }) => void;
  readonly onEnd: () => void;
}

/** More history than this a view reads back as it is scrolled. */
const mostHistory = 20_000;

export class Logs {
  readonly #dependencies: LogsDependencies;

  constructor(dependencies: LogsDependencies) {
    this.#dependencies = dependencies;
  }

  /** The caller owns the stream; it reads nothing before its `start`. */
  async open(request: LogsRequest, listener: LogsListener): Promise<LogStream | KeptStream> {
    const { target, more = [], keep = false } = request;
    const selection = await selectLogs([target, ...more], this.#dependencies);
    return keep
      ? this.#openKept(selection, request, listener)
      : this.#openPlain(selection, request, listener);
  }

  #openPlain(selection: LogSelection, request: LogsRequest, listener: LogsListener): LogStream {
    const { tail, sinceMs, follow = true } = request;
    return new LogStream({
      ...this.#dependencies,
      selection,
      history: {
        ...(tail !== undefined && { tail: wholeCount(tail) }),
        ...(sinceMs !== undefined && { sinceMs }),
      },
      follow,
      sink: listener.onBatch,
      onEnd: listener.onEnd,
      onError: this.#onError,
    });
  }

  async #openKept(
    selection: LogSelection,
    { tail = mostHistory, sinceMs, filter = { hidden: [] }, follow = true }: LogsRequest,
    listener: LogsListener,
  ): Promise<KeptStream> {
    const uses: RecorderUse[] = [];
    const release = (): void => {
      for (const use of uses) void use.end().catch(this.#onError);
    };
    try {
      for (const ring of selection.rings) uses.push(await this.#dependencies.recorders.use(ring));
      return new KeptStream({
        sources: selection.sources,
        parts: selection.rings.flatMap(({ project, includes }, index) => {
          const recorder = uses[index]?.recorder;
          const keyOf = (source: string): string => selection.keyOf(project, source);
          return recorder === undefined ? [] : [{ recorder, includes, keyOf }];
        }),
        filter: sinceMs === undefined ? filter : { sinceMs, ...filter },
        tail: Math.min(mostHistory, wholeCount(tail)),
        follow,
        sink: listener.onBatch,
        onEnd: listener.onEnd,
        onError: this.#onError,
        clock: this.#dependencies.clock,
        release,
      });
    } catch (error) {
      release();
      throw error;
    }
  }

  readonly #onError = (error: unknown): void => {
    this.#dependencies.log.warn(`Following a log failed: ${messageOf(error)}`);
  };
}

const wholeCount = (count: number): number => Math.max(0, Math.floor(count));
