import * as vscode from 'vscode';
import type { ContainerId, ProjectId } from '#shared/protocol/ids';
import {
  projectsChanged,
  projectsWatch,
  type ProjectItem,
  type ServiceItem,
} from '#shared/protocol/projects';
import { KeyedList } from './keyed-list.ts';
import type { StoreContext } from './store-context.ts';

/** The projects, kept up as long as somebody looks. */
export class ProjectsStore implements vscode.Disposable {
  readonly #context: StoreContext;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #list = new KeyedList<ProjectItem>((item) => item.id);
  readonly #subscriptions: vscode.Disposable[];
  #watchers = 0;
  #known = false;
  #sync: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#subscriptions = [
      context.server.on(projectsChanged, ({ upserted, removed }) => {
        this.#list.patch(upserted, removed);
        this.#changed.fire();
      }),
      context.server.onDidStart(() => {
        if (this.#watchers > 0) this.resync();
      }),
    ];
  }

  /** Those of the workspace first, then by name. */
  get items(): readonly ProjectItem[] {
    return [...this.#list.items].sort(
      (a, b) =>
        Number(a.workspaceFolder === undefined) - Number(b.workspaceFolder === undefined) ||
        a.name.localeCompare(b.name) ||
        a.directory.localeCompare(b.directory),
    );
  }

  get known(): boolean {
    return this.#known;
  }

  get(id: ProjectId): ProjectItem | undefined {
    return this.#list.get(id);
  }

  /** Whose container this is. */
  ownerOf(
    containerId: ContainerId,
  ): { readonly project: ProjectItem; readonly service: ServiceItem } | undefined {
    for (const project of this.#list.items) {
      const service = project.services.find(({ containers }) =>
        containers.some(({ id }) => id === containerId),
      );
      if (service !== undefined) return { project, service };
    }
    return undefined;
  }

  /** Keeps the list up until disposed. */
  watch(): vscode.Disposable {
    this.#watchers += 1;
    if (this.#watchers === 1) this.resync();
    return new vscode.Disposable(() => {
      this.#watchers -= 1;
      if (this.#watchers === 0) this.resync();
    });
  }

  async read(): Promise<readonly ProjectItem[]> {
    const watch = this.watch();
    try {
      await this.settled();
      return this.items;
    } finally {
      watch.dispose();
    }
  }

  async settled(): Promise<void> {
    while (this.#sync !== undefined) await this.#sync;
  }

  resync(): void {
    this.#sync ??= Promise.resolve()
      .then(() => this.#send())
      .finally(() => {
        this.#sync = undefined;
      });
  }

  async #send(): Promise<void> {
    let sent: boolean | undefined;
    while (sent === undefined || sent !== this.#watchers > 0) {
      sent = this.#watchers > 0;
      if (!this.#context.isTrusted()) return;
      try {
        const items = await this.#context.server.send(projectsWatch, { watch: sent });
        if (sent) this.#list.replace(items);
      } catch (error) {
        this.#context.log.warn('The projects could not be read', error);
        this.#list.replace([]);
      }
      this.#known = sent;
      this.#changed.fire();
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
