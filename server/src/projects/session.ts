import type { InventoryChange } from '#shared/protocol/inventory';
import type { ProjectId } from '#shared/protocol/ids';
import type { ProjectsChange } from '#shared/protocol/projects';
import type { Clock } from '../base/clock.ts';
import { DisposableStore, toDisposable, type Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { Inventory } from '../inventory/contract.ts';
import type { Workspace } from '../services.ts';
import type { Catalog } from './catalog.ts';
import type { ContainerIndex } from './container-index.ts';
import type { ProjectsView } from './view.ts';

/** An engine that does not answer at once must not keep the declared projects from being seen. */
const firstContainersMs = 400;

interface SessionOptions {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly log: Log;
  readonly catalog: Catalog;
  readonly index: ContainerIndex;
  readonly view: ProjectsView;
  readonly onChange: (change: ProjectsChange) => void;
}

/** The time during which somebody watches: files and containers are followed, the view kept up. */
export class WatchSession implements Disposable {
  readonly view: ProjectsView;
  /** Resolves when the view is complete; before that, `onChange` is silent. */
  readonly ready: Promise<void>;
  readonly #options: SessionOptions;
  readonly #owned = new DisposableStore();
  #opened = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.view = options.view;
    const { catalog, workspace, log } = options;
    const containers = this.#followContainers();
    this.#owned.add(catalog.follow());
    this.#owned.add(
      catalog.onDidChange((ids) => {
        this.#onEntries(ids);
      }),
    );
    this.#owned.add(
      workspace.onDidChange(() => {
        void catalog.refresh().then(() => {
          this.touch(this.#allNames());
        });
      }),
    );
    this.ready = Promise.all([catalog.refresh(), containers]).then(
      () => {
        this.#opened = true;
        this.view.readEntries();
        this.view.merge(this.#allNames());
      },
      (error: unknown) => {
        log.error(`Projects could not be watched: ${messageOf(error)}`, error);
      },
    );
  }

  /** Merges the projects of these names again and tells what changed. */
  touch(names: Iterable<string>): void {
    if (!this.#opened) return;
    const change = this.view.merge(names);
    if (change !== undefined) this.#options.onChange(change);
  }

  touchProject(id: ProjectId): void {
    const name = this.view.nameOf(id);
    if (name !== undefined) this.touch([name]);
  }

  dispose(): void {
    this.#opened = false;
    this.#owned.dispose();
  }

  /** Resolves with the first list, or when it has kept us waiting long enough. */
  async #followContainers(): Promise<void> {
    const { inventory, clock, index } = this.#options;
    const waiting = new AbortController();
    const enough = toDisposable(() => {
      waiting.abort();
    });
    this.#owned.add(enough);
    this.#owned.add(
      inventory.watch('containers', (change: Extract<InventoryChange, { kind: 'containers' }>) => {
        this.touch(index.apply(change));
        enough.dispose();
      }),
    );
    await clock.sleep(firstContainersMs, waiting.signal).catch(() => undefined);
  }

  #onEntries(ids: ReadonlySet<ProjectId>): void {
    const { catalog } = this.#options;
    const before = [...ids].flatMap((id) => this.view.nameOf(id) ?? []);
    this.view.readEntries();
    this.touch([...before, ...[...ids].flatMap((id) => catalog.entries.get(id)?.name ?? [])]);
  }

  #allNames(): Iterable<string> {
    return new Set([
      ...[...this.view.items.values()].map((item) => item.name),
      ...this.view.declaredNames,
      ...this.#options.index.projectNames,
    ]);
  }
}
