import type { Initialization, Settings } from '#shared/protocol/workspace';
import { Emitter } from '../base/emitter.ts';
import type { Workspace } from '../services.ts';

/** What the client has told about its window so far; the notifications of `workspace` feed it. */
export class ClientWorkspace implements Workspace {
  readonly stateFolder: string;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #settings: Settings;
  #trusted: boolean;
  #folders: readonly string[];

  constructor(initialization: Initialization) {
    this.stateFolder = initialization.stateFolder;
    this.#settings = initialization.settings;
    this.#trusted = initialization.trusted;
    this.#folders = initialization.folders;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get trusted(): boolean {
    return this.#trusted;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  changeSettings(settings: Settings): void {
    this.#settings = settings;
    this.#changed.fire();
  }

  /** Trust is only ever given: a window that loses it starts anew. */
  grantTrust(): void {
    if (this.#trusted) return;
    this.#trusted = true;
    this.#changed.fire();
  }

  changeFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#changed.fire();
  }
}
