import { dirname } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import type { RuleLevels } from '#shared/rule-levels';
import { deferred, type Deferred } from '../../base/deferred.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import type { Finding } from '../finding.ts';
import { adviseOn } from '../advice/index.ts';
import { refined } from '../advice/refined.ts';
import type { LoadResult } from '../load-contract.ts';
import type { Delivery, FileDiagnostics } from './deliver/delivery.ts';
import { atLevel } from './levels.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import { typingPauseMs } from './typing-pause.ts';
import type { World } from './world.ts';

export interface ComposeDiagnosticsOptions {
  readonly delivery: Delivery;
  /** As long as nobody aborts the signal. */
  judge(path: string, signal: AbortSignal): Promise<LoadResult>;
  /** Of the text of an open file. */
  versionOf(path: string): number | undefined;
  /** How long typing must pause at least. */
  readonly debounceMs: number;
  readonly world: World;
  /** What other languages have to say in the files of the project. */
  findBeside(result: LoadResult): Promise<readonly Finding[]>;
  readonly log: Log;
}

interface OpenFile {
  /** Counts the edits, so that a result for older text is dropped. */
  generation: number;
  timer: NodeJS.Timeout | undefined;
  /** What its last judgement took. */
  costMs: number;
  /** Ends the work on older text. */
  abort: AbortController;
  /** While the latest text is not judged. */
  pending: Deferred<void> | undefined;
  /** What is judged is another text of this file, and not another world around it. */
  isOwnText: boolean;
  version: number | undefined;
  result: LoadResult | undefined;
  /** All that is to be said of it. */
  findings: readonly Finding[];
}

/**
 * Keeps the diagnostics of open compose files up to date. What is found in other files of their
 * projects is shown there as long as one of these is open.
 */
export class ComposeDiagnostics implements Disposable {
  readonly #options: ComposeDiagnosticsOptions;
  readonly #open = new Map<string, OpenFile>();
  #enabled = true;
  #levels: RuleLevels = {};
  /** Counts the changes on the engine, so that advice of before one is not the last word. */
  #engineRound = 0;

  constructor(options: ComposeDiagnosticsOptions) {
    this.#options = options;
  }

  set enabled(enabled: boolean) {
    if (enabled === this.#enabled) return;
    this.#enabled = enabled;
    if (enabled) for (const path of this.#open.keys()) this.#schedule(path);
    else {
      for (const file of this.#open.values()) settle(file);
      this.#publish();
    }
  }

  /** What the user made of codes; what is shown already follows at once. */
  set levels(levels: RuleLevels) {
    if (levels === this.#levels) return;
    this.#levels = levels;
    for (const file of this.#open.values()) file.isOwnText = false;
    this.#publish();
  }

  opened(path: string): void {
    // It may be open already for an editor that has lost count.
    const before = this.#open.get(path);
    if (before !== undefined) settle(before);
    this.#open.set(path, {
      ...{ generation: 0, timer: undefined, pending: undefined, abort: new AbortController() },
      ...{ isOwnText: true, version: undefined, result: undefined, findings: [], costMs: 0 },
    });
    this.changed(path);
  }

  /** The text of a file changed, in the editor or on disk: judges all that may depend on it. */
  changed(path: string): void {
    const { world } = this.#options;
    const isRead = world.hasRead(path);
    world.changed(path);
    for (const [other, { result }] of this.#open) {
      const isNear = dirname(other) === dirname(path);
      if (other === path || isNear || isRead || result?.inputs.includes(path) === true) {
        this.#schedule(other, other === path);
      }
    }
  }

  closed(path: string): void {
    const file = this.#open.get(path);
    if (file === undefined) return;
    settle(file);
    this.#open.delete(path);
    this.#publish();
    // Its unsaved text is gone, and others may have read it.
    this.changed(path);
  }

  /** Something on the engine is another: what has been loaded is advised on again. */
  engineChanged(): void {
    this.#engineRound += 1;
    for (const [path, file] of this.#open) void this.#adviseAgain(path, file);
  }

  /** As they were published last. */
  of(path: string): readonly Diagnostic[] {
    return (this.#collect().get(path) ?? []).map(toDiagnostic);
  }

  /** Files that are not open, of which something was found through this one. */
  relatedTo(path: string): readonly string[] {
    const paths = (this.#open.get(path)?.findings ?? []).map(({ range }) => range.path);
    return [...new Set(paths)].filter((each) => !this.#open.has(each));
  }

  /** Resolves once the text of a file, as it is then, is judged. */
  async settled(path: string): Promise<void> {
    for (let file = this.#open.get(path); file?.pending; file = this.#open.get(path))
      await file.pending.promise;
  }

  dispose(): void {
    for (const file of this.#open.values()) settle(file);
    this.#open.clear();
  }

  #schedule(path: string, isOwnText = false): void {
    const file = this.#open.get(path);
    if (file === undefined || !this.#enabled) return;
    file.generation += 1;
    file.abort.abort();
    Object.assign(file, { isOwnText, abort: new AbortController() });
    file.pending ??= deferred();
    clearTimeout(file.timer);
    file.timer = setTimeout(
      () => {
        void this.#judge(path, file);
      },
      typingPauseMs(file.costMs, this.#options.debounceMs),
    );
  }

  async #judge(path: string, file: OpenFile): Promise<void> {
    const { generation, abort } = file;
    const version = this.#options.versionOf(path);
    try {
      const begunMs = performance.now();
      const result = await this.#options.judge(path, abort.signal);
      file.costMs = performance.now() - begunMs;
      if (file.generation !== generation) return;
      const findings = await this.#advise(result);
      if (file.generation !== generation || this.#open.get(path) !== file) return;
      Object.assign(file, { result, findings, version });
      this.#publish();
    } catch (error) {
      if (!abort.signal.aborted) this.#options.log.error(`Could not judge ${path}`, error);
    } finally {
      if (file.generation === generation) settle(file);
    }
  }

  async #adviseAgain(path: string, file: OpenFile): Promise<void> {
    const { generation, result, findings: before } = file;
    if (result === undefined || !this.#enabled) return;
    try {
      const findings = await this.#advise(result);
      const isStale = file.generation !== generation || file.result !== result;
      if (isStale || this.#open.get(path) !== file) return;
      Object.assign(file, { findings, isOwnText: false });
      if (!isSameList(findings, before)) this.#publish();
    } catch (error) {
      this.#options.log.error(`Could not advise on ${path}`, error);
    }
  }

  /** What the loader found, as far as it holds, and the advice. */
  async #advise(result: LoadResult): Promise<readonly Finding[]> {
    const { model, root, findings, inputs } = result;
    if (model === undefined || root === undefined) return findings;
    for (;;) {
      const round = this.#engineRound;
      const facts = await this.#options.world.factsFor(model, inputs);
      if (round !== this.#engineRound) continue;
      const project = { model, root, facts };
      const beside = await this.#options.findBeside(result);
      return [...refined(findings, project), ...adviseOn(project, this.#failed), ...beside];
    }
  }

  readonly #failed = (code: string, error: unknown): void => {
    this.#options.log.error(`Could not advise on ${code}`, error);
  };

  #publish(): void {
    const files = new Map<string, FileDiagnostics>();
    for (const [path, findings] of this.#enabled ? this.#collect() : []) {
      const { version, isOwnText = false } = this.#open.get(path) ?? {};
      files.set(path, { items: findings.map(toDiagnostic), version, isAwaited: isOwnText });
    }
    this.#options.delivery.deliver(files);
  }

  /** What each file has to show now. */
  #collect(): Map<string, Finding[]> {
    const byPath = new Map<string, Finding[]>();
    const seen = new Set<string>();
    for (const [owner, { result, findings }] of this.#open) {
      // Whoever waits for the verdict on a file hears of it also when nothing was found.
      if (result !== undefined && !byPath.has(owner)) byPath.set(owner, []);
      for (const found of findings) {
        const finding = atLevel(found, this.#levels);
        if (finding === undefined) continue;
        const { path } = finding.range;
        // An open file is judged for itself; here only the others are heard of through it.
        if (path !== owner && this.#open.has(path)) continue;
        const id = identityOf(finding);
        if (seen.has(id)) continue;
        seen.add(id);
        const known = byPath.get(path);
        if (known === undefined) byPath.set(path, [finding]);
        else known.push(finding);
      }
    }
    return byPath;
  }
}

/** Nobody waits for its judgement any more. */
const settle = (file: OpenFile): void => {
  clearTimeout(file.timer);
  file.abort.abort();
  file.pending?.resolve();
  file.pending = undefined;
};

/** Two of which this is the same say the same. */
const identityOf = ({ code, message, range: { path, start } }: Finding): string =>
  [code, path, start.line, start.character, message].join('\0');

const isSameList = (some: readonly Finding[], others: readonly Finding[]): boolean =>
  some.length === others.length &&
  some.every((finding, at) => {
    const other = others[at];
    return other?.severity === finding.severity && identityOf(other) === identityOf(finding);
  });
