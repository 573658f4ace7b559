import type { ContainerItem, ContainerStatus } from '#shared/protocol/inventory';
import type { EngineEvent } from '../../engines/contract.ts';
import { signalName } from './signals.ts';

type Ended = Extract<Happening, { readonly kind: 'ended' }>;

/** Something that happened to a container, in the order in which the engine tells it. */
export type Happening =
  | { readonly kind: 'started'; readonly timeMs: number; readonly verb: 'started' | 'restarted' }
  | {
      readonly kind: 'ended';
      readonly timeMs: number;
      readonly exitCode?: number;
      readonly outOfMemory: boolean;
      /** What it was sent before; absent where nobody heard. */
      readonly signals?: readonly string[];
    }
  /** Nothing that ends or begins its output: what of it, after the container's name. */
  | { readonly kind: 'changed'; readonly timeMs: number; readonly what: string }
  | { readonly kind: 'removed'; readonly timeMs: number };

const up: ReadonlySet<ContainerStatus> = new Set(['running', 'paused']);
export const isUp = ({ status }: ContainerItem): boolean => up.has(status);

const changes: Readonly<Record<string, string>> = {
  pause: 'paused',
  unpause: 'resumed',
  'health_status: healthy': 'is healthy',
  'health_status: unhealthy': 'is unhealthy',
};

/** A stop and a start within this time are one restart; on a busy machine an engine takes that long. */
const restartMs = 10_000;
/** What a program is told to stop by, unless its image says otherwise. */
const stopSignals: ReadonlySet<string> = new Set(['SIGTERM', 'SIGINT', 'SIGQUIT']);

/**
 * What the engine's events tell of one container. What they did not tell, while nobody heard them, is
 * found out from how the container is (`catchUp`).
 */
export class ContainerTale {
  #startedMs: number | undefined;
  #endedMs: number | undefined;
  #signals: string[] = [];
  #wasStopped = false;
  #outOfMemory = false;
  #isPaused = false;

  get #isUp(): boolean {
    return this.#startedMs !== undefined && this.#endedMs === undefined;
  }

  /** Nothing is to be told of how it is now. */
  begin(item: ContainerItem): void {
    this.#startedMs = item.startedAtMs;
    this.#endedMs = isUp(item) ? undefined : (item.finishedAtMs ?? item.startedAtMs);
    this.#isPaused = item.status === 'paused';
  }

  /** Whether this start, or a later one, has been heard of; engines tell of one a moment after it. */
  knowsStart(startedAtMs: number): boolean {
    return (this.#startedMs ?? -Infinity) >= startedAtMs - 1;
  }

  hear({ action, attributes, timeMs }: EngineEvent): Happening | undefined {
    switch (action) {
      case 'kill':
        this.#signals.push(signalName(Number(attributes['signal'] ?? 9)));
        return undefined;
      case 'oom':
        this.#outOfMemory = true;
        return undefined;
      case 'stop':
        // One of an earlier run may be heard late.
        if (timeMs >= (this.#startedMs ?? 0)) this.#wasStopped = true;
        return undefined;
      case 'start':
        // How it was found may have told of it already.
        return this.#isUp ? undefined : this.#start(timeMs);
      case 'die':
      case 'died': {
        const code = Number(attributes['exitCode'] ?? attributes['containerExitCode'] ?? 'unknown');
        return this.#isUp ? this.#end(timeMs, Number.isNaN(code) ? undefined : code) : undefined;
      }
      case 'destroy':
      case 'remove':
        return { kind: 'removed', timeMs };
      default:
        return this.#change(action, timeMs);
    }
  }

  /** What the container shows that was never told. */
  catchUp(item: ContainerItem): readonly Happening[] {
    const told: Happening[] = [];
    const { startedAtMs, finishedAtMs, exitCode } = item;
    if (startedAtMs === undefined) return told;
    // An event tells of a start a moment after it.
    if (startedAtMs > (this.#startedMs ?? 0)) {
      // Once it runs again, nothing says any more how it ended before.
      const before = finishedAtMs !== undefined && finishedAtMs < startedAtMs;
      if (this.#isUp) told.push(silent(this.#end(before ? finishedAtMs : startedAtMs, undefined)));
      told.push(this.#start(startedAtMs));
    }
    const endedSince = (finishedAtMs ?? 0) >= (this.#startedMs ?? 0);
    if (!isUp(item) && this.#isUp && endedSince) {
      if (item.oomKilled === true) this.#outOfMemory = true;
      told.push(silent(this.#end(finishedAtMs ?? startedAtMs, exitCode)));
    }
    return told;
  }

  #start(timeMs: number): Happening {
    const within = this.#endedMs !== undefined && timeMs - this.#endedMs < restartMs;
    // Its being up again may be known before it is heard that it was stopped.
    const wasStopped = this.#wasStopped || this.#signals.some((name) => stopSignals.has(name));
    const verb = wasStopped && within ? 'restarted' : 'started';
    this.#startedMs = timeMs;
    this.#endedMs = undefined;
    this.#signals = [];
    this.#wasStopped = false;
    this.#outOfMemory = false;
    this.#isPaused = false;
    return { kind: 'started', timeMs, verb };
  }

  #end(
    timeMs: number,
    exitCode: number | undefined,
  ): Ended & { readonly signals: readonly string[] } {
    this.#endedMs = timeMs;
    return {
      kind: 'ended',
      timeMs,
      ...(exitCode !== undefined && { exitCode }),
      outOfMemory: this.#outOfMemory,
      signals: this.#signals,
    };
  }

  #change(action: string, timeMs: number): Happening | undefined {
    const what = changes[action];
    if (what === undefined) return undefined;
    if (action === 'pause') this.#isPaused = true;
    // Docker resumes a container to kill it, whether it was paused or not.
    else if (action === 'unpause' && !this.#isPaused) return undefined;
    else if (action === 'unpause') this.#isPaused = false;
    return { kind: 'changed', timeMs, what };
  }
}

/** What it was sent may not have been heard. */
const silent = ({
  signals,
  ...end
}: Ended & { readonly signals: readonly string[] }): Happening => ({
  ...end,
  ...(signals.length > 0 && { signals }),
});
