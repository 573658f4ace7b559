import { dirname } from 'node:path';
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { RuleLevels } from '#shared/rule-levels';
import type { Disposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import type { Finding } from '../finding.ts';
import { adviseOn } from '../advice/index.ts';
import { refuted } from '../advice/refuted.ts';
import type { LoadCompose, LoadResult, ReadText } from '../load-contract.ts';
import { judgeFile } from './judge.ts';
import { atLevel } from './levels.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import type { World } from './world.ts';

export interface ComposeDiagnosticsOptions {
  readonly connection: Connection;
  readonly loadCompose: LoadCompose;
  /** Reads unsaved text where there is some. */
  readonly readText: ReadText;
  readonly environment: Readonly<Record<string, string>>;
  /** The address of a file, as the editor spells it. */
  uriOf(path: string): string;
  readonly debounceMs: number;
  readonly world: World;
  readonly log: Log;
}

interface OpenFile {
  /** Counts the edits, so that a result for older text is dropped. */
  generation: number;
  timer: NodeJS.Timeout | undefined;
  result: LoadResult | undefined;
  advice: readonly Finding[];
}

/**
 * Keeps the diagnostics of open compose files up to date. What is found in other files of their
 * projects is shown there as long as one of these is open.
 */
export class ComposeDiagnostics implements Disposable {
  readonly #options: ComposeDiagnosticsOptions;
  readonly #open = new Map<string, OpenFile>();
  #published = new Set<string>();
  readonly #refuted = new WeakSet<Finding>();
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
    else this.#publish();
  }

  /** What the user made of codes; what is shown already follows at once. */
  set levels(levels: RuleLevels) {
    if (levels === this.#levels) return;
    this.#levels = levels;
    this.#publish();
  }

  opened(path: string): void {
    this.#open.set(path, { generation: 0, timer: undefined, result: undefined, advice: [] });
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
        this.#schedule(other);
      }
    }
  }

  closed(path: string): void {
    const file = this.#open.get(path);
    if (file === undefined) return;
    clearTimeout(file.timer);
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

  dispose(): void {
    for (const { timer } of this.#open.values()) clearTimeout(timer);
    this.#open.clear();
  }

  #schedule(path: string): void {
    const file = this.#open.get(path);
    if (file === undefined || !this.#enabled) return;
    file.generation += 1;
    clearTimeout(file.timer);
    file.timer = setTimeout(() => {
      void this.#judge(path, file);
    }, this.#options.debounceMs);
  }

  async #judge(path: string, file: OpenFile): Promise<void> {
    const { generation } = file;
    try {
      const result = await judgeFile(path, this.#options);
      if (file.generation !== generation) return;
      const advice = await this.#advise(result);
      if (file.generation !== generation || this.#open.get(path) !== file) return;
      Object.assign(file, { result, advice });
      this.#publish();
    } catch (error) {
      this.#options.log.error(`Could not judge ${path}`, error);
    }
  }

  async #adviseAgain(path: string, file: OpenFile): Promise<void> {
    const { generation, result, advice: before } = file;
    if (result === undefined || !this.#enabled) return;
    try {
      const advice = await this.#advise(result);
      const isStale = file.generation !== generation || file.result !== result;
      if (isStale || this.#open.get(path) !== file) return;
      file.advice = advice;
      if (!isSameList(advice, before)) this.#publish();
    } catch (error) {
      this.#options.log.error(`Could not advise on ${path}`, error);
    }
  }

  async #advise({ model, root, findings }: LoadResult): Promise<readonly Finding[]> {
    if (model === undefined || root === undefined) return [];
    for (;;) {
      const round = this.#engineRound;
      const facts = await this.#options.world.factsFor(model);
      if (round !== this.#engineRound) continue;
      for (const each of refuted(findings, { model, root, facts })) this.#refuted.add(each);
      return adviseOn({ model, root, facts });
    }
  }

  #holding(result: LoadResult | undefined): readonly Finding[] {
    return (result?.findings ?? []).filter((finding) => !this.#refuted.has(finding));
  }

  /** Sends what each file has now, and nothing for those that have nothing any more. */
  #publish(): void {
    const byPath = this.#enabled ? this.#collect() : new Map<string, Finding[]>();
    for (const path of new Set([...this.#published, ...byPath.keys()])) {
      void this.#options.connection
        .sendDiagnostics({
          uri: this.#options.uriOf(path),
          diagnostics: (byPath.get(path) ?? []).map(toDiagnostic),
        })
        .catch((error: unknown) => {
          this.#options.log.debug(`Diagnostics were not sent: ${String(error)}`);
        });
    }
    this.#published = new Set(byPath.keys());
  }

  #collect(): Map<string, Finding[]> {
    const byPath = new Map<string, Finding[]>();
    for (const [owner, { result, advice }] of this.#open) {
      // Whoever waits for the verdict on a file hears of it also when nothing was found.
      if (result !== undefined && !byPath.has(owner)) byPath.set(owner, []);
      for (const found of [...this.#holding(result), ...advice]) {
        const finding = atLevel(found, this.#levels);
        if (finding === undefined) continue;
        const { path } = finding.range;
        // An open file is judged for itself; here only the others are heard of through it.
        if (path !== owner && this.#open.has(path)) continue;
        const known = byPath.get(path) ?? [];
        if (!known.some((other) => isSame(other, finding))) known.push(finding);
        byPath.set(path, known);
      }
    }
    return byPath;
  }
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.code === b.code &&
  a.message === b.message &&
  a.range.start.line === b.range.start.line &&
  a.range.start.character === b.range.start.character;

const isSameList = (some: readonly Finding[], others: readonly Finding[]): boolean =>
  some.length === others.length &&
  some.every((finding, at) => {
    const other = others[at];
    return other?.severity === finding.severity && isSame(finding, other);
  });
