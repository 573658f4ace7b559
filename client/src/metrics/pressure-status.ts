import * as vscode from 'vscode';
import {
  metricsPressureChanged,
  metricsWatchPressure,
  type HostPressure,
} from '#shared/protocol/metrics';
import { showEngineMetrics } from '../commands/engine/show-metrics.ts';
import { showStatus } from '../show-status.ts';
import { OneAsking } from '../stores/one-asking.ts';
import type { StoreContext } from '../stores/store-context.ts';
import { pressureLook } from './pressure-look.ts';

/** In the status bar while the engine's machine is under pressure; a click shows who uses what. */
export class PressureStatus implements vscode.Disposable {
  readonly #context: StoreContext;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #asking = new OneAsking(() => this.#ask());

  constructor(context: StoreContext) {
    this.#context = context;
    this.#item = vscode.window.createStatusBarItem(
      'hyperbox.pressure',
      vscode.StatusBarAlignment.Left,
      8,
    );
    this.#item.name = 'HyperBox Pressure';
    this.#item.command = showEngineMetrics.id;
    const follow = (): void => {
      this.#asking.begin();
    };
    this.#subscriptions = [
      context.server.on(metricsPressureChanged, (host) => {
        this.#show(host);
      }),
      context.server.onDidStart(follow),
      vscode.workspace.onDidChangeWorkspaceFolders(follow),
      vscode.workspace.onDidGrantWorkspaceTrust(follow),
    ];
  }

  /** As the other items: in a trusted window with a folder, once the server is there. */
  async #ask(): Promise<void> {
    const { server, isTrusted, log } = this.#context;
    if (!isTrusted() || !server.hasStarted) return;
    const watch = (vscode.workspace.workspaceFolders ?? []).length > 0;
    try {
      this.#show(await server.send(metricsWatchPressure, { watch }));
    } catch (error) {
      log.debug('The pressure on the machine of the engine could not be read', error);
      showStatus(this.#item, undefined);
    }
  }

  #show(host: HostPressure): void {
    showStatus(this.#item, pressureLook(host));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }
}
