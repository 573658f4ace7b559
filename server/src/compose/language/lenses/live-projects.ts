import type { ProjectId } from '#shared/protocol/ids';
import type { ProjectItem, ProjectsChange } from '#shared/protocol/projects';
import { DisposableStore, type Disposable } from '../../../base/disposable.ts';
import { Emitter, type Event } from '../../../base/emitter.ts';
import type { ProjectVerbs } from './commands.ts';
import { Usages, type ReadMetrics } from './usages.ts';

/** Where the projects come from; what it does, it does only while somebody watches. */
export interface ProjectsFeed {
  /** First hears all of them as `upserted`. */
  watch(listener: (change: ProjectsChange) => void): Disposable;
  /** Whether an engine is there: without one nobody knows what runs. */
  isEngineThere(): boolean;
  readonly onDidChangeEngine: Event<unknown>;
  readonly verbs: ProjectVerbs;
  readonly readMetrics: ReadMetrics;
}

/** `untold` when nobody will ever tell, `unknown` for now. */
export type KnownProjects =
  | { readonly kind: 'untold' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly items: readonly ProjectItem[];
      readonly engineThere: boolean;
    };

/** How long whoever asks first waits; what comes later is a change. */
const firstAnswerMs = 2000;

/** The projects of the workspace as they are, followed from the first question until `rest`. */
export class LiveProjects implements Disposable {
  /** Absent when there is no such feed at all; it answers `undefined` as long as nothing may be run. */
  readonly #feed: (() => ProjectsFeed | undefined) | undefined;
  readonly #changed = new Emitter<void>();
  readonly #items = new Map<ProjectId, ProjectItem>();
  #following: { readonly feed: ProjectsFeed; readonly owned: DisposableStore } | undefined;
  #isKnown = false;

  readonly onDidChange = this.#changed.event;
  readonly usages = new Usages(
    async (...args) => {
      const feed = this.#feed?.();
      if (feed === undefined) throw new Error('Nothing may be run.');
      return feed.readMetrics(...args);
    },
    () => {
      this.#changed.fire();
    },
  );

  constructor(feed: (() => ProjectsFeed | undefined) | undefined) {
    this.#feed = feed;
  }

  async read(): Promise<KnownProjects> {
    if (this.#feed === undefined) return { kind: 'untold' };
    this.#follow();
    if (!this.#isKnown && this.#following !== undefined) await this.#firstAnswer();
    return this.now;
  }

  /** Without waiting. */
  get now(): KnownProjects {
    if (this.#feed === undefined) return { kind: 'untold' };
    if (this.#following === undefined || !this.#isKnown) return { kind: 'unknown' };
    const engineThere = this.#following.feed.isEngineThere();
    return { kind: 'known', items: [...this.#items.values()], engineThere };
  }

  /** What can be done to them; `undefined` as long as nothing may be run. */
  get verbs(): ProjectVerbs | undefined {
    return this.#feed?.()?.verbs;
  }

  /** Nobody looks any more. */
  rest(): void {
    this.usages.follow(new Set());
    this.#following?.owned.dispose();
    this.#following = undefined;
    this.#isKnown = false;
    this.#items.clear();
  }

  dispose(): void {
    this.rest();
    this.#changed.dispose();
  }

  #follow(): void {
    if (this.#following !== undefined) return;
    const feed = this.#feed?.();
    if (feed === undefined) return;
    const owned = new DisposableStore();
    this.#following = { feed, owned };
    owned.add(
      feed.watch(({ upserted, removed }) => {
        for (const id of removed) this.#items.delete(id);
        for (const item of upserted) this.#items.set(item.id, item);
        this.#isKnown = true;
        this.#changed.fire();
      }),
    );
    owned.add(
      feed.onDidChangeEngine(() => {
        this.#changed.fire();
      }),
    );
  }

  #firstAnswer(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        subscription.dispose();
        resolve();
      };
      const timer = setTimeout(done, firstAnswerMs);
      const subscription = this.onDidChange(() => {
        if (this.#isKnown) done();
      });
    });
  }
}
