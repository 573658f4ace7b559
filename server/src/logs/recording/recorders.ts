import { Emitter } from '../../base/emitter.ts';
import type { RingChoice } from '../ring-choice.ts';
import type { LogRings } from '../ring/contract.ts';
import { Recorder, type Appended, type RecorderDependencies } from './recorder.ts';

export interface RecorderUse {
  readonly recorder: Recorder;
  /** Nobody records for a view that is gone. */
  end(): Promise<void>;
}

interface Entry {
  readonly recorder: Promise<Recorder>;
  users: number;
}

export interface Recorded {
  readonly choice: RingChoice;
  readonly records: Appended['records'];
}

/** The recorder of each ring, for as long as somebody uses it. */
export class Recorders {
  readonly rings: LogRings;
  readonly #dependencies: RecorderDependencies;
  readonly #entries = new Map<string, Entry>();
  readonly #ending = new Set<Promise<void>>();
  readonly #aside = new Map<string, Promise<void>>();
  readonly #recorded = new Emitter<Recorded>();

  /** Something went into one of the rings. */
  readonly onDidRecord = this.#recorded.event;

  constructor(rings: LogRings, dependencies: RecorderDependencies) {
    this.rings = rings;
    this.#dependencies = dependencies;
  }

  async use(choice: RingChoice): Promise<RecorderUse> {
    const entry = this.#entries.get(choice.key) ?? this.#begin(choice);
    entry.users++;
    let ended = false;
    const end = async (): Promise<void> => {
      if (ended) return;
      ended = true;
      entry.users--;
      if (entry.users === 0) await this.#finish(choice.key, entry);
    };
    try {
      return { recorder: await entry.recorder, end };
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** What records into a ring now, if anything does. */
  current(key: string): Promise<Recorder> | undefined {
    return this.#entries.get(key)?.recorder;
  }

  /**
   * Writes something into a ring while nobody records into it; who wants to, waits for the end of it. Where
   * somebody does already, that is all there is to do, once it has caught up.
   */
  async aside(key: string, write: () => Promise<void>): Promise<void> {
    const current = this.current(key);
    if (current !== undefined) {
      await (
        await current
      ).ready;
      return;
    }
    const writing = write();
    const over = writing.catch(() => undefined);
    this.#aside.set(key, over);
    void over.then(() => {
      if (this.#aside.get(key) === over) this.#aside.delete(key);
    });
    await writing;
  }

  /** What those recorded that are no longer used is on disk. */
  async settled(): Promise<void> {
    await Promise.all(this.#ending);
  }

  async dispose(): Promise<void> {
    for (const [key, entry] of this.#entries) void this.#finish(key, entry);
    await this.settled();
    await this.rings.dispose();
  }

  #begin(choice: RingChoice): Entry {
    const entry: Entry = { recorder: this.#open(choice), users: 0 };
    this.#entries.set(choice.key, entry);
    return entry;
  }

  async #open(choice: RingChoice): Promise<Recorder> {
    await this.#aside.get(choice.key);
    const ring = await this.rings.open(choice.key);
    const recorder = new Recorder(choice, ring, this.#dependencies);
    recorder.onDidAppend(({ records }) => {
      this.#recorded.fire({ choice, records });
    });
    recorder.start();
    return recorder;
  }

  #finish(key: string, entry: Entry): Promise<void> {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
    const ending = close(entry).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
    return ending;
  }
}

const close = async ({ recorder: opening }: Entry): Promise<void> => {
  const recorder = await opening.catch(() => undefined);
  recorder?.dispose();
  await recorder?.ring.close();
};
