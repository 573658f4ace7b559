import { isDeepStrictEqual } from 'node:util';
import type { EndpointItem, EngineState } from '#shared/protocol/engine';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { HyperBoxError, throwIfCancelled } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { attemptConnect, type Attempt, type Connected } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import type { EngineConnection } from './connection-contract.ts';
import type { Endpoint, Engine, EngineDriver, EngineEvent } from './contract.ts';
import type { EngineEnvironment } from './environment.ts';
import { faultOf } from './fault.ts';
import { probeAll } from './probe.ts';
import { brokenItem, okItem } from './endpoint-item.ts';

export interface EngineConnectionOptions {
  /** The `hyperbox.engine` setting, read at each try. */
  readonly setting: () => string;
  readonly environment: EngineEnvironment;
  readonly drivers: readonly EngineDriver[];
  readonly log: Log;
  readonly clock: Clock;
  readonly random?: () => number;
}

/** A restart of an engine takes less; only after it may another engine take the lost one's place. */
const loyaltyMs = 15_000;

export const createEngineConnection = (options: EngineConnectionOptions): EngineConnection =>
  new SupervisedConnection(options);

/** One loop that looks, connects, listens until the engine goes, and looks again. */
class SupervisedConnection implements EngineConnection {
  readonly #options: EngineConnectionOptions;
  readonly #stateEmitter = new Emitter<EngineState>();
  readonly #eventEmitter = new Emitter<EngineEvent>();
  readonly onDidChangeState = this.#stateEmitter.event;
  readonly onEvent = this.#eventEmitter.event;
  #state: EngineState = { kind: 'searching' };
  #current: Connected | undefined;
  #pinned: string | undefined;
  #loop: AbortController | undefined;
  #disposed = false;

  constructor(options: EngineConnectionOptions) {
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  get engine(): Engine | undefined {
    return this.#current?.engine;
  }

  require(): Engine {
    if (this.#current !== undefined) return this.#current.engine;
    const state = this.#state;
    if (state.kind === 'searching' || state.kind === 'connected') {
      throw new HyperBoxError('engine-unavailable', 'HyperBox is still looking for an engine.');
    }
    const { message, remedy, command } = state.fault;
    const hint = command === undefined ? remedy : `${remedy} (${command})`;
    throw new HyperBoxError('engine-unavailable', message, { hint });
  }

  open(): void {
    if (this.#loop !== undefined || this.#disposed) return;
    this.#loop = new AbortController();
    void this.#run(this.#loop.signal);
  }

  async ready(signal?: AbortSignal): Promise<EngineState> {
    throwIfCancelled(signal);
    if (this.#state.kind !== 'searching') return this.#state;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        subscription.dispose();
        reject(new HyperBoxError('cancelled', 'Cancelled.'));
      };
      const subscription = this.onDidChangeState((state) => {
        if (state.kind === 'searching') return;
        subscription.dispose();
        signal?.removeEventListener('abort', cancel);
        resolve(state);
      });
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  async list(): Promise<readonly EndpointItem[]> {
    const connected = this.#state.kind === 'connected' ? this.#state.endpoint : undefined;
    return probeAll({ ...this.#options, setting: this.#setting(), connected });
  }

  async select(endpoint: string | undefined): Promise<EngineState> {
    this.#pinned = endpoint;
    this.#stop();
    this.#setState({ kind: 'searching' });
    this.open();
    return this.ready();
  }

  dispose(): void {
    this.#disposed = true;
    this.#stop();
    this.#stateEmitter.dispose();
    this.#eventEmitter.dispose();
  }

  #setting(): string {
    return this.#pinned ?? this.#options.setting();
  }

  #stop(): void {
    this.#loop?.abort();
    this.#loop = undefined;
    this.#drop();
  }

  #drop(): void {
    const gone = this.#current;
    this.#current = undefined;
    gone?.dispose();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log, random } = this.#options;
    const stopped = (): boolean => signal.aborted;
    let lost: { readonly endpoint: Endpoint; readonly sinceMs: number } | undefined;
    for (let failures = 0; !stopped(); failures += 1) {
      try {
        const loyal = lost !== undefined && clock.now() - lost.sinceMs < loyaltyMs;
        const attempt = await attemptConnect({
          ...this.#options,
          setting: this.#setting(),
          only: loyal ? lost?.endpoint : undefined,
          onEvent: (event) => {
            if (!stopped()) this.#eventEmitter.fire(event);
          },
          signal,
        });
        if (attempt.kind === 'connected') {
          const endpoint = await this.#live(attempt.connected, signal);
          lost = { endpoint, sinceMs: clock.now() };
          failures = 0;
        } else {
          this.#report(attempt);
        }
        await clock.sleep(backoffMs(failures, random), signal);
      } catch (error) {
        if (stopped()) return;
        log.error('Looking for an engine failed.', error);
        await clock.sleep(backoffMs(failures, random), signal).catch(() => undefined);
      }
    }
  }

  /** From connected to lost. */
  async #live(connected: Connected, signal: AbortSignal): Promise<Endpoint> {
    const { endpoint, item } = connected;
    if (signal.aborted) connected.dispose();
    throwIfCancelled(signal);
    this.#current = connected;
    this.#options.log.info(`Connected to ${item.product} ${item.version} at ${endpoint.address}.`);
    this.#setState({ kind: 'connected', endpoint: okItem(endpoint), engine: item });
    const cause = await connected.ended;
    throwIfCancelled(signal);
    this.#drop();
    const fault = faultOf(cause, endpoint, this.#options.environment);
    this.#options.log.warn(`Lost the engine: ${fault.message}`);
    this.#setState({ kind: 'lost', endpoint: brokenItem(endpoint, fault), fault });
    return endpoint;
  }

  #report(attempt: Exclude<Attempt, { kind: 'connected' }>): void {
    const { fault } = attempt;
    const lost = this.#state.kind === 'lost' ? this.#state.endpoint : undefined;
    if (attempt.kind === 'none') {
      // What was lost stays on show: "none" would hide which engine is awaited.
      if (lost === undefined) this.#setState({ kind: 'none', fault });
      return;
    }
    const endpoint = brokenItem(attempt.endpoint, fault);
    const same = lost?.id === endpoint.id;
    if (lost !== undefined && !same) return;
    this.#setState({ kind: same ? 'lost' : 'broken', endpoint, fault });
  }

  #setState(state: EngineState): void {
    // A fault that lasts is said once; a new connection is news even where it looks like the last.
    if (state.kind !== 'connected' && isDeepStrictEqual(state, this.#state)) return;
    this.#state = state;
    this.#stateEmitter.fire(state);
  }
}
