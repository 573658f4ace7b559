import * as vscode from 'vscode';
import { engineChanged, engineGet, type EngineState } from '#shared/protocol/engine';
import type { StoreContext } from './store-context.ts';

/** The state of the engine: one small value that the server sends by itself. */
export class EngineStore implements vscode.Disposable {
  readonly #context: StoreContext;
  readonly #changed = new vscode.EventEmitter<EngineState>();
  readonly #subscriptions: vscode.Disposable[];
  #state: EngineState = { kind: 'searching' };

  readonly onDidChange = this.#changed.event;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#subscriptions = [
      context.server.on(engineChanged, (state) => {
        this.set(state);
      }),
      context.server.onDidStart(() => {
        void this.read();
      }),
    ];
  }

  get state(): EngineState {
    return this.#state;
  }

  async read(): Promise<void> {
    if (!this.#context.isTrusted()) return;
    try {
      this.set(await this.#context.server.send(engineGet, {}));
    } catch (error) {
      this.#context.log.warn('The state of the engine could not be read', error);
    }
  }

  set(state: EngineState): void {
    this.#state = state;
    this.#changed.fire(state);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
