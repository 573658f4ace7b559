import * as vscode from 'vscode';
import type { ContainerId } from '#shared/protocol/ids';
import {
  metricsUsageChanged,
  metricsWatchUsage,
  type ContainerUsage,
} from '#shared/protocol/metrics';
import { showsUsageInTree } from '../settings/view-settings.ts';
import type { StoreContext } from './store-context.ts';
import { WatchedList } from './watched-list.ts';

interface UsageChange {
  readonly upserted: readonly ContainerUsage[];
  readonly removed: readonly ContainerId[];
}

/** What containers use, kept up as long as somebody looks and the user wants to see it. */
export class UsageStore implements vscode.Disposable {
  readonly #list: WatchedList<ContainerUsage, UsageChange>;
  readonly #settings: vscode.Disposable;
  #lookers = 0;
  #watch: vscode.Disposable | undefined;

  constructor(context: StoreContext) {
    this.#list = new WatchedList<ContainerUsage, UsageChange>({
      context,
      keyOf: ({ containerId }) => containerId,
      ask: (watch) => context.server.send(metricsWatchUsage, { watch }),
      changed: metricsUsageChanged,
      failure: 'What containers use could not be read',
    });
    this.#settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hyperbox.metrics.inTree')) this.#follow();
    });
  }

  /** Fires also when it is no longer wanted. */
  get onDidChange(): vscode.Event<void> {
    return this.#list.onDidChange;
  }

  /** `undefined` where nothing is known, or nobody wants to see it. */
  readonly of = (id: ContainerId): ContainerUsage | undefined =>
    this.#watch === undefined ? undefined : this.#list.get(id);

  /** Somebody looks, until it is disposed of. */
  watch(): vscode.Disposable {
    this.#lookers += 1;
    this.#follow();
    return new vscode.Disposable(() => {
      this.#lookers -= 1;
      this.#follow();
    });
  }

  #follow(): void {
    const configuration = vscode.workspace.getConfiguration('hyperbox');
    const isWanted = showsUsageInTree((key) => configuration.get(key));
    if (isWanted && this.#lookers > 0) this.#watch ??= this.#list.watch();
    else {
      this.#watch?.dispose();
      this.#watch = undefined;
    }
  }

  dispose(): void {
    this.#settings.dispose();
    this.#list.dispose();
  }
}
