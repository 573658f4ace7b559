import { InlayHintRefreshRequest, type Connection } from 'vscode-languageserver';
import type { Disposable } from '../../../../base/disposable.ts';
import type { LanguageEngine } from '../../engine/language-engine.ts';
import type { LanguageWorkspace } from '../../workspace.ts';

/** A start changes many containers at once. */
const settleMs = 200;

/** Has the editor ask again when a running service has got other ports than it was told. */
export class PortsRefresh implements Disposable {
  readonly #connection: Connection;
  readonly #workspace: LanguageWorkspace;
  #told = '';
  #timer: NodeJS.Timeout | undefined;
  /** An engine may be there only later, once the workspace is trusted. */
  #following: { readonly engine: LanguageEngine; readonly listener: Disposable } | undefined;

  constructor(connection: Connection, workspace: LanguageWorkspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  /** To be called when the editor is told. */
  told(): void {
    const { engine } = this.#workspace;
    this.#told = portsOf(engine);
    if (engine === undefined || engine === this.#following?.engine) return;
    this.#following?.listener.dispose();
    const listener = engine.onDidChange((change) => {
      if (change === 'containers')
        this.#timer ??= setTimeout(() => {
          this.#look();
        }, settleMs);
    });
    this.#following = { engine, listener };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#following?.listener.dispose();
  }

  #look(): void {
    this.#timer = undefined;
    const { engine, client } = this.#workspace;
    if (portsOf(engine) === this.#told) return;
    if (client.workspace?.inlayHint?.refreshSupport !== true) return;
    // An editor that is about to go does not answer, and nobody is waiting.
    this.#connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
  }
}

const portsOf = (engine: LanguageEngine | undefined): string =>
  JSON.stringify((engine?.sight?.containers ?? []).map(({ name, ports }) => [name, ports]));
