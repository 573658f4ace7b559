import type { ContainerItem, InventoryChange } from '#shared/protocol/inventory';
import type { Clock } from '../base/clock.ts';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Inventory } from '../inventory/contract.ts';
import { ContainerFollower, type FollowerListener } from './container-follower.ts';
import type { StartCause } from './lifecycle/markers.ts';

export interface FollowersOptions {
  readonly matches: (container: ContainerItem) => boolean;
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly listener: Pick<FollowerListener, 'onLines' | 'onMarker'>;
  /** Called once, with those that are there: what they printed so far. `false`: nothing is followed. */
  readonly begin: (followers: readonly ContainerFollower[]) => Promise<boolean>;
  /** Why one took the place of another, where that is known. */
  readonly reasonOf?: (container: ContainerItem) => string | undefined;
  readonly onError: (error: unknown) => void;
}

/** That there is a new container is told on a way of its own, a moment after the engine has answered. */
const eventsMs = 100;

type ContainersChange = Extract<InventoryChange, { readonly kind: 'containers' }>;

/** A follower of each container of a selection, whichever they are from moment to moment. */
export class Followers implements Disposable {
  readonly #options: FollowersOptions;
  readonly #followers = new Map<string, ContainerFollower>();
  /** Places (service and number) that had a container before: the next one there replaces it. */
  readonly #places = new Set<string>();
  readonly #watches = new DisposableStore();
  #turn: Promise<void> = Promise.resolve();
  #phase: 'waiting' | 'following' | 'closed' = 'waiting';

  constructor(options: FollowersOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#phase === 'closed') return;
    const { inventory, connection, onError } = this.#options;
    this.#watches.add(
      connection.onEvent((event) => {
        if (event.kind === 'container') this.#followers.get(event.id)?.hear(event);
      }),
    );
    this.#watches.add(
      inventory.watch('containers', (change) => {
        // The list is empty because nobody answers, not because everything was removed.
        if (connection.engine === undefined) return;
        this.#turn = this.#turn.then(() => this.#hear(change)).catch(onError);
      }),
    );
  }

  get(id: string): ContainerFollower | undefined {
    return this.#followers.get(id);
  }

  /** Resolves when what has happened to a service's containers so far was told, with the lines before it. */
  async settled({ project, service }: { project: string; service: string }): Promise<void> {
    await this.#options.clock.sleep(eventsMs);
    await this.#turn;
    const concerned = [...this.#followers.values()].filter(
      ({ item: { compose } }) => compose?.project === project && compose.service === service,
    );
    await Promise.all(concerned.map((follower) => follower.caughtUp()));
  }

  dispose(): void {
    this.#phase = 'closed';
    this.#watches.dispose();
    for (const follower of this.#followers.values()) follower.dispose();
    this.#followers.clear();
  }

  /** Changes are taken one after the other: looking closer at one must not let the next overtake. */
  async #hear(change: ContainersChange): Promise<void> {
    if (this.#isClosed()) return;
    const matching = change.upserted.filter(this.#options.matches);
    const selected = await Promise.all(matching.map((item) => this.#lookCloser(item)));
    if (this.#isClosed()) return;
    if (this.#phase === 'waiting') await this.#begin(selected);
    else this.#onChange(selected, change);
  }

  /** A list does not say when a container started; a look at the one does. */
  async #lookCloser(item: ContainerItem): Promise<ContainerItem> {
    if (item.startedAtMs !== undefined || item.status === 'created') return item;
    const { engine } = this.#options.connection;
    return (await engine?.containers.get(item.id)) ?? item;
  }

  async #begin(containers: readonly ContainerItem[]): Promise<void> {
    const started = containers.filter(({ startedAtMs }) => startedAtMs !== undefined);
    for (const item of containers) this.#places.add(placeOf(item));
    const followers = started.map((item) => this.#add(item));
    const follows = await this.#options.begin(followers);
    if (this.#isClosed()) return;
    this.#phase = 'following';
    if (!follows) return;
    for (const follower of followers) follower.follow();
  }

  #onChange(selected: readonly ContainerItem[], change: ContainersChange): void {
    const present = new Set<string>(selected.map(({ id }) => id));
    const removed = change.reset
      ? [...this.#followers.keys()].filter((id) => !present.has(id))
      : change.removed;
    for (const id of removed) this.#followers.get(id)?.remove();
    for (const item of selected) {
      const known = this.#followers.get(item.id);
      if (known === undefined) this.#meet(item);
      else if (change.reset) known.resume(item);
      else known.update(item);
    }
  }

  /** A container that was not there when following began. */
  #meet(item: ContainerItem): void {
    // A created container has nothing to say; it is met when it starts.
    if (item.startedAtMs === undefined) return;
    const replaces = this.#places.has(placeOf(item));
    this.#places.add(placeOf(item));
    const reason = this.#options.reasonOf?.(item);
    const cause: StartCause = replaces ? { kind: 'recreated', reason } : { kind: 'started' };
    this.#add(item).follow(cause);
  }

  #add(item: ContainerItem): ContainerFollower {
    const { connection, clock, listener } = this.#options;
    const follower = new ContainerFollower(item, {
      connection,
      clock,
      listener: {
        ...listener,
        onGone: ({ id }) => {
          this.#followers.get(id)?.dispose();
          this.#followers.delete(id);
        },
      },
    });
    this.#followers.set(item.id, follower);
    return follower;
  }

  #isClosed(): boolean {
    return this.#phase === 'closed';
  }
}

const placeOf = ({ compose, name }: ContainerItem): string =>
  compose === undefined ? name : `${compose.service}/${String(compose.number)}`;
