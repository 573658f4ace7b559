import type { ContainerId } from '#shared/protocol/ids';
import type { Clock } from '../base/clock.ts';
import { deferred, type Deferred } from '../base/deferred.ts';
import type { Disposable } from '../base/disposable.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { LogEntry } from '../engines/contract.ts';
import { NewestLines } from './newest-lines.ts';
import { SeenLines, type SeenLine } from './seen-lines.ts';

/** Which of the lines there are by now; all when nothing is given. */
export interface LogHistory {
  /** This many of the last ones. */
  readonly tail?: number;
  /** No more of them than have so many characters. */
  readonly mostCharacters?: number;
  readonly sinceMs?: number;
  /** These are known: only what came after them. */
  readonly known?: readonly SeenLine[];
}

export interface PastLines {
  readonly lines: readonly LogEntry[];
  /** There are more before them, which nobody has seen. */
  readonly isCut: boolean;
}

export interface OutputOptions {
  readonly id: ContainerId;
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly onLines: (lines: readonly LogEntry[]) => Promise<void> | undefined;
  /** The stream ended, for whatever reason. */
  readonly onEnd: () => void;
}

/** A stream that should end, since its container did, is waited for this long. */
const drainMs = 2000;

/** What one container prints, each line once, however often the engine's log is opened again. */
export class ContainerOutput implements Disposable {
  readonly #options: OutputOptions;
  readonly #seen = new SeenLines();
  #beginsMs: number | undefined;
  #stream: Disposable | undefined;
  #streaming: Deferred<undefined> | undefined;
  #disposed = false;

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#streaming !== undefined;
  }

  /** The lines there are; they count as seen, and so does what was left out before them. */
  async readHistory(history: LogHistory): Promise<PastLines> {
    const { tail = Infinity, mostCharacters = Infinity, sinceMs, known = [] } = history;
    this.#beginsMs = sinceMs;
    for (const line of known) this.#seen.isNew(line);
    const from = this.#seen.resume() ?? sinceMs;
    // One more than wanted tells whether there are more, and where the log stands if none is wanted.
    const asked = tail + 1;
    const newest = new NewestLines({ count: tail, characters: mostCharacters });
    let count = 0;
    let first: LogEntry | undefined;
    await this.#read({ ...(asked < Infinity && { tail: asked }), from }, (batch) => {
      first ??= batch[0];
      count += batch.length;
      for (const line of batch) if (this.#seen.isNew(line)) newest.push(line);
      return undefined;
    });
    if (first !== undefined && count >= asked) this.#seen.startAt(first);
    return newest;
  }

  /** Follows, where nothing is followed yet. Throws what keeps the log from being read. */
  async attach(): Promise<void> {
    const { engine } = this.#options.connection;
    if (engine === undefined || this.#disposed || this.#streaming !== undefined) return;
    const streaming = deferred<undefined>();
    this.#streaming = streaming;
    const from = this.#seen.resume() ?? this.#beginsMs;
    const end = (): void => {
      if (this.#streaming !== streaming) return;
      this.#streaming = undefined;
      this.#stream = undefined;
      streaming.resolve(undefined);
      if (!this.#disposed) this.#options.onEnd();
    };
    try {
      const stream = await engine.containers.logs(
        this.#options.id,
        { follow: true, ...(from !== undefined && { sinceMs: from }) },
        { onLines: (lines) => this.#hand(lines), onEnd: end },
      );
      if (this.#isDisposed()) stream.dispose();
      else if (this.#streaming === streaming) this.#stream = stream;
    } catch (error) {
      this.#streaming = undefined;
      streaming.resolve(undefined);
      throw error;
    }
  }

  /**
   * All that was printed up to a time, when the container has ended: the engine ends the stream, but some
   * keep it open over a restart, and Docker ends it as soon as the container did, however much of what
   * that printed has not been sent yet. The rest is read then.
   */
  async settle(untilMs: number): Promise<void> {
    if (this.#streaming !== undefined) {
      const enough = new AbortController();
      const tooLong = this.#options.clock.sleep(drainMs, enough.signal).catch(() => undefined);
      await Promise.race([this.#streaming.promise, tooLong]);
      enough.abort();
    }
    const from = this.#seen.resume() ?? this.#beginsMs;
    if (this.#streaming !== undefined || this.#disposed) return;
    await this.#read({ from }, (lines) => {
      // Later ones are of the next run.
      const fresh = lines.filter((line) => line.timeMs <= untilMs && this.#seen.isNew(line));
      return fresh.length === 0 || this.#isDisposed() ? undefined : this.#options.onLines(fresh);
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#stream?.dispose();
    this.#streaming?.resolve(undefined);
  }

  #hand(lines: readonly LogEntry[]): Promise<void> | undefined {
    if (this.#disposed) return undefined;
    const fresh = lines.filter((line) => this.#seen.isNew(line));
    return fresh.length === 0 ? undefined : this.#options.onLines(fresh);
  }

  /** What cannot be read, of a container that is gone or whose driver keeps nothing, is nothing. */
  #read(
    { from, tail }: { readonly from: number | undefined; readonly tail?: number },
    onLines: (lines: readonly LogEntry[]) => Promise<void> | undefined,
  ): Promise<void> {
    const { engine } = this.#options.connection;
    if (engine === undefined) return Promise.resolve();
    return new Promise<void>((resolve) => {
      const done = (): void => {
        resolve();
      };
      const options = {
        follow: false,
        ...(tail !== undefined && { tail }),
        ...(from !== undefined && { sinceMs: from }),
      };
      engine.containers.logs(this.#options.id, options, { onLines, onEnd: done }).catch(done);
    });
  }

  #isDisposed(): boolean {
    return this.#disposed;
  }
}
