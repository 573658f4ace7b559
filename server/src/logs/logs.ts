import type { LogsRequest } from '#shared/protocol/logs';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from '../base/clock.ts';
import type { Event } from '../base/emitter.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { LogSink } from './line-batcher.ts';
import { selectLogs } from './log-selection.ts';
import { LogStream } from './log-stream.ts';

export interface LogsDependencies {
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly projects: Pick<Projects, 'get'>;
  readonly onDidReload: Event<ReloadItem>;
  readonly clock: Clock;
  readonly log: Log;
}

export class Logs {
  readonly #dependencies: LogsDependencies;

  constructor(dependencies: LogsDependencies) {
    this.#dependencies = dependencies;
  }

  /** The caller owns the stream; it reads nothing before `LogStream.start`. */
  async open(
    { target, tail, sinceMs, follow = true }: LogsRequest,
    listener: { readonly onBatch: LogSink; readonly onEnd: () => void },
  ): Promise<LogStream> {
    const selection = await selectLogs(target, this.#dependencies);
    const onError = (error: unknown): void => {
      this.#dependencies.log.warn(`Following a log failed: ${messageOf(error)}`);
    };
    return new LogStream({
      ...this.#dependencies,
      selection,
      history: {
        ...(tail !== undefined && { tail: Math.max(0, Math.floor(tail)) }),
        ...(sinceMs !== undefined && { sinceMs }),
      },
      follow,
      sink: listener.onBatch,
      onEnd: listener.onEnd,
      onError,
    });
  }
}
