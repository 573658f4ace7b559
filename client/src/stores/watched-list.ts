import * as vscode from 'vscode';
import type { ServerNotification } from '#shared/protocol/message';
import { KeyedList } from './keyed-list.ts';
import { OneAsking } from './one-asking.ts';
import type { StoreContext } from './store-context.ts';

interface Change<T> {
  readonly upserted: readonly T[];
  readonly removed: readonly string[];
}

export interface WatchedListOptions<T, C extends Change<T>> {
  readonly context: StoreContext;
  readonly keyOf: (item: T) => string;
  /** Answers with the list, and has changes sent from then on; or has that stop. */
  readonly ask: (watch: boolean) => Promise<readonly T[]>;
  readonly changed: ServerNotification<C>;
  /** Logged when it cannot be read. */
  readonly failure: string;
}

/** A list of the server's, kept up as long as somebody looks. */
export class WatchedList<T, C extends Change<T>> implements vscode.Disposable {
  readonly #options: WatchedListOptions<T, C>;
  readonly #list: KeyedList<T>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #watchers = 0;
  #known = false;
  readonly #asking = new OneAsking(() => this.#send());

  readonly onDidChange = this.#changed.event;

  constructor(options: WatchedListOptions<T, C>) {
    this.#options = options;
    this.#list = new KeyedList(options.keyOf);
    const { server } = options.context;
    this.#subscriptions = [
      server.on(options.changed, ({ upserted, removed }) => {
        this.#list.patch(upserted, removed);
        this.#changed.fire();
      }),
      server.onDidStart(() => {
        if (this.#watchers > 0) this.resync();
      }),
    ];
  }

  get items(): readonly T[] {
    return this.#list.items;
  }

  get(key: string): T | undefined {
    return this.#list.get(key);
  }

  /** Whether the list says what there is; before that it is empty. */
  get known(): boolean {
    return this.#known;
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

  /** Resolves when what is wanted has been asked for and answered. */
  settled(): Promise<void> {
    return this.#asking.settled();
  }

  resync(): void {
    this.#asking.begin();
  }

  async #send(): Promise<void> {
    const { context, ask, failure } = this.#options;
    let sent: boolean | undefined;
    while (sent === undefined || sent !== this.#watchers > 0) {
      sent = this.#watchers > 0;
      if (!context.isTrusted()) return;
      try {
        const items = await ask(sent);
        if (sent) this.#list.replace(items);
      } catch (error) {
        context.log.warn(failure, error);
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
