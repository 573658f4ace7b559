import type { LogFilter } from '#shared/logs/filter';
import type { LogLine, LogPosition, LogSource, LogWindow } from '#shared/protocol/logs';
import type { Clock } from '../../base/clock.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { LogBatch } from '../line-batcher.ts';
import type { Appended } from '../recording/recorder.ts';
import type {
  CountOptions,
  FindOptions,
  KeptLine,
  LiveFilter,
  LogView,
  ReadOptions,
} from '../ring/contract.ts';
import { parsePosition } from '../ring/position.ts';
import { liveFilter } from '../ring/view/live-filter.ts';
import { openView } from '../ring/view/view.ts';
import { PartLines, ringPart, type StreamPart } from './part.ts';
import { saveView, type SaveTo } from './save-view.ts';
import { ViewBatcher, type ShownLine } from './view-batcher.ts';

export interface KeptStreamOptions {
  readonly sources: readonly LogSource[];
  readonly parts: readonly StreamPart[];
  readonly filter: LogFilter;
  /** How many lines of history it begins with. */
  readonly tail: number;
  readonly follow: boolean;
  readonly sink: (batch: LogBatch & { readonly behind?: number }) => void;
  /** The history was handed on, and nothing is followed. */
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
  readonly clock: Clock;
  /** The lines are no longer needed. */
  readonly release: () => void;
}

/** What the engine kept, while nobody recorded, is waited for this long: then the view begins without it. */
const patienceMs = 5_000;

interface Early {
  readonly lines: PartLines;
  readonly ring: string;
  readonly appended: Appended;
}

/** A view of what is kept of some services, and of what comes: the rings hold the lines, not the view. */
export class KeptStream implements Disposable {
  readonly sources: readonly LogSource[];
  readonly #options: KeptStreamOptions;
  readonly #batcher: ViewBatcher;
  readonly #watches = new DisposableStore();
  #view: LogView;
  #live: LiveFilter<ShownLine>;
  /** What comes while the history is read. */
  #early: Early[] | undefined = [];
  #isClosed = false;

  constructor(options: KeptStreamOptions) {
    this.#options = options;
    this.sources = options.sources;
    this.#batcher = new ViewBatcher(options);
    this.#view = openView(options.parts.map(ringPart), options.filter);
    this.#live = liveFilter(options.filter);
  }

  start(): void {
    if (!this.#isClosed) this.#begin().catch(this.#options.onError);
  }

  dispose(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#watches.dispose();
    this.#batcher.dispose();
    this.#options.release();
  }

  /** Throws `invalid-input` for a regular expression that is none. */
  show(filter: LogFilter, follow: boolean): void {
    const live = liveFilter<ShownLine>(filter);
    this.#view = openView(this.#options.parts.map(ringPart), filter);
    this.#live = live;
    this.#batcher.follow(follow);
  }

  async read(options: ReadOptions): Promise<LogWindow> {
    const { lines, ...window } = await this.#view.read(options);
    return { ...window, lines: lines.map((line, seq): LogLine => ({ seq, ...untimed(line) })) };
  }

  find(options: FindOptions): Promise<{ readonly at?: LogPosition; readonly wrapped: boolean }> {
    return this.#view.find(options);
  }

  count(options: CountOptions): Promise<{ readonly total: number; readonly upTo: number }> {
    return this.#view.count(options);
  }

  async save(options: SaveTo): Promise<{ readonly lines: number }> {
    return { lines: await saveView(this.#view, options) };
  }

  async #begin(): Promise<void> {
    const { parts, clock, follow, onEnd } = this.#options;
    const enough = new AbortController();
    const patience = clock.sleep(patienceMs, enough.signal).catch(() => undefined);
    await Promise.race([Promise.all(parts.map(({ recorder }) => recorder.ready)), patience]);
    enough.abort();
    if (this.#isOver()) return;
    for (const part of parts) this.#follow(part);
    await this.#sendHistory();
    if (this.#isOver()) return;
    if (follow) return;
    this.#watches.dispose();
    onEnd();
  }

  #follow(part: StreamPart): void {
    const lines = new PartLines(part);
    const ring = part.recorder.ring.key;
    this.#watches.add(
      part.recorder.onDidAppend((appended) => {
        if (this.#early !== undefined) this.#early.push({ lines, ring, appended });
        else this.#batcher.push(this.#live.push(lines.from(appended)));
      }),
    );
  }

  /** What was added while it was read may be in it. */
  async #sendHistory(): Promise<void> {
    const view = this.#view;
    const { lines } = await view.read({ before: this.#options.tail, after: 0 });
    if (this.#isOver()) return;
    // Another filter was asked for meanwhile.
    if (this.#view !== view) return this.#sendHistory();
    this.#batcher.pushAll(lines.map(untimed));
    const read = new Map<string, number>();
    for (const { at } of lines) {
      const place = parsePosition(at);
      if (place !== undefined) read.set(place.key, place.offset);
    }
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const { lines: from, ring, appended } of early)
      this.#batcher.push(this.#live.push(from.from(appended, read.get(ring))));
  }

  #isOver(): boolean {
    return this.#isClosed;
  }
}

const untimed = ({ at, timeMs, source, containerId, stream, text }: KeptLine) => ({
  ...{ at, timeMs, source, stream, text },
  ...(containerId !== undefined && { containerId }),
});
