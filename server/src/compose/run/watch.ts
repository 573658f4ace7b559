import type { ContainerItem, HealthStatus } from '#shared/protocol/inventory';
import type { Clock } from '../../base/clock.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { EngineEvent } from '../../engines/contract.ts';

/** What is known of a container that a start has to do with. */
export interface WatchedState {
  readonly running: boolean;
  readonly health: HealthStatus;
  /** Of its last end, since the start began. */
  readonly exitCode?: number | undefined;
  /** How often it ended while it was watched. */
  readonly deaths: number;
  /** When it last started, by the engine's clock; 0 when it ran before and nobody said when it began. */
  readonly runningSinceMs: number;
  /** When it was last seen to end, by the same clock. */
  readonly endedAtMs?: number | undefined;
  /** Somebody sent it a signal or told it to stop since it was started. */
  readonly asked: boolean;
  readonly gone: boolean;
}

const unknownState: WatchedState = {
  running: false,
  health: 'none',
  deaths: 0,
  runningSinceMs: 0,
  asked: false,
  gone: false,
};

/** How long a lost engine may take to come back before what waits for it gives up. */
const reconnectMs = 3_000;

/**
 * Follows containers through the engine's events, from before anything is started. It asks the
 * engine only after a gap in the events.
 */
export class ContainerWatch implements Disposable {
  readonly #connection: EngineConnection;
  readonly #clock: Clock;
  readonly #states = new Map<string, WatchedState>();
  readonly #waiting = new Set<() => void>();
  /** Asked to start, and no event of that yet: an end that is heard now is one from before. */
  readonly #expected = new Set<string>();
  readonly #store = new DisposableStore();
  readonly #lifetime = new AbortController();
  #lost: Error | undefined;
  #gap = false;

  constructor(connection: EngineConnection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#store.add(
      connection.onEvent((event) => {
        this.#hear(event);
      }),
    );
    this.#store.add(
      connection.onDidChangeState((state) => {
        if (state.kind === 'connected') void this.#readAgain();
        else void this.#lose();
      }),
    );
  }

  /** Takes over what a list said, unless an event has said more since. */
  seed(containers: readonly ContainerItem[]): void {
    for (const item of containers) {
      if (!this.#states.has(item.id)) this.#states.set(item.id, stateOf(item));
    }
  }

  get(id: string): WatchedState {
    return this.#states.get(id) ?? unknownState;
  }

  /** Forgets how the container ended before; to be called before it is started. */
  expectStart(id: string): void {
    this.#expected.add(id);
    this.#states.set(id, unknownState);
  }

  /** The engine has said that the start succeeded. Its event may still come, or the end be in. */
  noteStarted(id: string): void {
    if (!this.#expected.has(id)) return;
    this.#set(id, { ...unknownState, running: true, runningSinceMs: this.#clock.now() });
  }

  /** Resolves with the first answer that is not `undefined`; asks again at each change. */
  async until<T>(decide: () => T | undefined, signal: AbortSignal): Promise<T> {
    for (;;) {
      throwIfCancelled(signal);
      const answer = decide();
      if (answer !== undefined) return answer;
      if (this.#lost !== undefined) throw this.#lost;
      await this.#change(signal);
    }
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#store.dispose();
    this.#wake();
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #set(id: string, state: WatchedState): void {
    this.#states.set(id, state);
    this.#wake();
  }

  #hear(event: EngineEvent): void {
    if (event.kind !== 'container') return;
    const [action = '', word = ''] = event.action.split(':').map((part) => part.trim());
    if (action === 'start') this.#expected.delete(event.id);
    else if (action === 'die' && this.#expected.has(event.id)) return;
    const next = heard[action]?.(this.get(event.id), event, word);
    if (next !== undefined) this.#set(event.id, next);
  }

  async #readAgain(): Promise<void> {
    if (!this.#gap) return;
    this.#gap = false;
    this.#expected.clear();
    const engine = this.#connection.engine;
    if (engine === undefined) return;
    await Promise.all(
      [...this.#states].map(async ([id, before]) => {
        const item = await engine.containers.get(id).catch(() => undefined);
        this.#set(
          id,
          item === undefined
            ? { ...before, running: false, gone: true }
            : { ...stateOf(item), deaths: before.deaths, runningSinceMs: before.runningSinceMs },
        );
      }),
    );
  }

  async #lose(): Promise<void> {
    this.#gap = true;
    await this.#clock.sleep(reconnectMs, this.#lifetime.signal).catch(() => undefined);
    if (this.#lifetime.signal.aborted || this.#connection.state.kind === 'connected') return;
    this.#lost = new HyperBoxError('engine-unavailable', 'The container engine has gone away.');
    this.#wake();
  }
}

const stateOf = (item: ContainerItem): WatchedState => ({
  running: item.status === 'running' || item.status === 'paused',
  health: item.health,
  ...(item.exitCode !== undefined && { exitCode: item.exitCode }),
  deaths: 0,
  runningSinceMs: item.startedAtMs ?? 0,
  asked: false,
  gone: false,
});

type Hearing = (state: WatchedState, event: EngineEvent, word: string) => WatchedState | undefined;

const healthWords: Readonly<Record<string, HealthStatus>> = {
  healthy: 'healthy',
  unhealthy: 'unhealthy',
  starting: 'starting',
};

const heard: Readonly<Record<string, Hearing>> = {
  start: (state, event) => ({
    ...state,
    running: true,
    health: 'none',
    exitCode: undefined,
    runningSinceMs: event.timeMs,
    asked: false,
  }),
  die: (state, event) => ({
    ...state,
    running: false,
    deaths: state.deaths + 1,
    endedAtMs: event.timeMs,
    // Docker and Podman write this attribute differently.
    exitCode: Number(event.attributes['exitCode'] ?? event.attributes['containerExitCode'] ?? 0),
  }),
  // Docker tells of the signal before the end that it leads to, Podman of the stop.
  kill: (state) => ({ ...state, asked: true }),
  stop: (state) => ({ ...state, asked: true }),
  destroy: (state) => ({ ...state, running: false, gone: true }),
  // Podman's word for it.
  remove: (state) => ({ ...state, running: false, gone: true }),
  health_status: (state, event, word) => {
    const health = healthWords[word] ?? healthWords[event.attributes['health_status'] ?? ''];
    return health === undefined ? undefined : { ...state, health };
  },
};
