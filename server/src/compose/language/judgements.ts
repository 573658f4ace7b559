import { dirname } from 'node:path';
import type { LoadResult } from '../load-contract.ts';
import { breather } from './breather.ts';
import { fileStamp } from './file-stamp.ts';
import { judgeFile, type JudgeOptions } from './judge.ts';
import { stoppable } from './stoppable.ts';

export interface JudgementsOptions extends JudgeOptions {
  /** Whether the text of a file is the editor's: then `changed` is told of every other. */
  isOpen(path: string): boolean;
}

interface Judgement {
  readonly result: Promise<LoadResult>;
  readonly abort: AbortController;
  /** What was read from disk or looked for there, as it was then; of an open file nothing. */
  readonly seen: Map<string, Promise<string> | undefined>;
  isDone: boolean;
}

/** Each holds a whole project. */
const maxKept = 8;

/**
 * Judges each file once for all who ask, as long as nothing that it was judged by is another: an edit
 * ends what it makes obsolete, and what lies on disk is looked at each time, since not every editor
 * tells of it.
 */
export class Judgements {
  readonly #options: JudgementsOptions;
  /** What was asked for last goes last. */
  readonly #known = new Map<string, Judgement>();

  constructor(options: JudgementsOptions) {
    this.#options = options;
  }

  /**
   * Of the file as it is at the end, also when it is edited meanwhile.
   *
   * @param signal ends the waiting, not the work that others may wait for
   */
  async of(path: string, signal?: AbortSignal): Promise<LoadResult> {
    for (;;) {
      signal?.throwIfAborted();
      await this.#lookAt(path);
      // Somebody else may have begun meanwhile.
      const { result, abort } = this.#known.get(path) ?? this.#begin(path);
      try {
        return await result;
      } catch (error) {
        if (!abort.signal.aborted) throw error;
      }
    }
  }

  /** What is known without any work; `undefined` when something would have to be judged. */
  async known(path: string): Promise<LoadResult | undefined> {
    await this.#lookAt(path);
    const judgement = this.#known.get(path);
    return judgement?.isDone === true ? judgement.result : undefined;
  }

  /** The text of a file is another, in the editor or on disk; it was opened or closed. */
  changed(path: string): void {
    for (const [judged, { seen }] of this.#known) {
      if (judged === path || seen.has(path)) this.#drop(judged);
    }
  }

  /** Anything may be another. */
  forget(): void {
    for (const path of [...this.#known.keys()]) this.#drop(path);
  }

  #drop(path: string): void {
    this.#known.get(path)?.abort.abort();
    this.#known.delete(path);
  }

  /** Drops what does not hold any more. */
  async #lookAt(path: string): Promise<void> {
    const judgement = this.#known.get(path);
    if (judgement === undefined || (await this.#holds(judgement))) return;
    if (this.#known.get(path) === judgement) this.#drop(path);
  }

  async #holds({ seen, isDone }: Judgement): Promise<boolean> {
    if (!isDone) return true;
    const checks = [...seen].map(async ([path, stamp]) => {
      // Its edits are told.
      if (stamp === undefined) return this.#options.isOpen(path);
      return (await stamp) === (await fileStamp(path));
    });
    return (await Promise.all(checks)).every(Boolean);
  }

  #begin(path: string): Judgement {
    const abort = new AbortController();
    const seen: Judgement['seen'] = new Map();
    const see = (each: string): void => {
      if (!seen.has(each)) seen.set(each, this.#options.isOpen(each) ? undefined : fileStamp(each));
    };
    // A file that appears beside it may be its project.
    see(dirname(path));
    const options = stoppable(this.#options, { signal: abort.signal, pause: breather() });
    const readText = (each: string): Promise<string> => {
      see(each);
      return options.readText(each);
    };
    const result = judgeFile(path, { ...options, readText });
    const judgement: Judgement = { result, abort, seen, isDone: false };
    this.#known.set(path, judgement);
    for (const [oldest, { isDone }] of this.#known) {
      if (this.#known.size <= maxKept) break;
      // One that is being worked on is waited for: it would begin anew, and drop the next one.
      if (isDone) this.#drop(oldest);
    }
    const done = (found?: LoadResult): void => {
      const folder = found?.model?.workingDir;
      for (
        let each = dirname(path);
        folder !== undefined && each !== folder;
        each = dirname(each)
      ) {
        if (each === dirname(each)) break;
        see(dirname(each));
      }
      judgement.isDone = true;
    };
    result.then(done, () => {
      if (this.#known.get(path) === judgement) this.#known.delete(path);
    });
    return judgement;
  }
}
