import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';

export interface LastReload {
  readonly item: ReloadItem;
  /** The one of the same service before it. */
  readonly before?: ReloadItem;
}

const keyOf = ({ projectId, service }: Pick<ReloadItem, 'projectId' | 'service'>): string =>
  JSON.stringify([projectId, service]);

/** How the last reload of each service ended, as long as its toggle is on. */
export class LastReloads implements vscode.Disposable {
  readonly #last = new Map<string, ReloadItem>();
  readonly #ended = new vscode.EventEmitter<LastReload>();
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidEnd = this.#ended.event;
  /** One ended, or some are none of anybody's business any more. */
  readonly onDidChange = this.#changed.event;

  /** The one that ended last comes last. */
  get items(): readonly ReloadItem[] {
    return [...this.#last.values()];
  }

  /** A reload that was given up says nothing new of its service. */
  hear(item: ReloadItem): void {
    if (item.outcome === undefined || item.outcome.kind === 'cancelled') return;
    const key = keyOf(item);
    const before = this.#last.get(key);
    this.#last.delete(key);
    this.#last.set(key, item);
    this.#ended.fire(before === undefined ? { item } : { item, before });
    this.#changed.fire();
  }

  /** Forgets the services that are reloaded no longer. */
  keep(projects: readonly ProjectItem[]): void {
    const on = new Set(
      projects.flatMap(({ id, services }) =>
        services
          .filter(({ autoRestart }) => autoRestart)
          .map(({ name }) => keyOf({ projectId: id, service: name })),
      ),
    );
    const gone = [...this.#last.keys()].filter((key) => !on.has(key));
    for (const key of gone) this.#last.delete(key);
    if (gone.length > 0) this.#changed.fire();
  }

  dispose(): void {
    this.#ended.dispose();
    this.#changed.dispose();
  }
}
