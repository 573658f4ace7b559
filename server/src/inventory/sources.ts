import type { InventoryItems, InventoryKind } from '#shared/protocol/inventory';
import type { Engine, EngineEvent } from '../engines/contract.ts';

/** What an engine event means for one of the lists. */
export type Effect =
  | { readonly kind: 'none' }
  /** This one may have changed, appeared or gone: read it. */
  | { readonly kind: 'item'; readonly id: string }
  | { readonly kind: 'removed'; readonly id: string }
  /** The event does not say which items: read the list and compare. */
  | { readonly kind: 'list' };

/** How one kind of list is read, and which events touch it. */
export interface Source<Item> {
  list(engine: Engine): Promise<readonly Item[]>;
  get(engine: Engine, id: string): Promise<Item | undefined>;
  idOf(item: Item): string;
  effect(event: EngineEvent): Effect;
}

const none: Effect = { kind: 'none' };

/** They happen in a container without changing what its row shows; actions carry their arguments. */
const quietActions = new Set([
  'attach',
  'archive-path',
  'commit',
  'copy',
  'detach',
  'exec_create',
  'exec_detach',
  'exec_die',
  'exec_start',
  'export',
  'extract-to-dir',
  // An end that it leads to is an event of its own.
  'kill',
  'prune',
  'resize',
  'top',
]);

const verbOf = (event: EngineEvent): string => event.action.split(':', 1)[0] ?? event.action;

/** Podman says `remove` where Docker says `destroy`. */
const isRemoval = (verb: string): boolean => verb === 'destroy' || verb === 'remove';

const containerEffect = (event: EngineEvent): Effect => {
  const verb = verbOf(event);
  if (event.kind === 'network') {
    // Which networks a container is in is part of its row.
    const container = event.attributes['container'];
    const moves = verb === 'connect' || verb === 'disconnect';
    return moves && container !== undefined ? { kind: 'item', id: container } : none;
  }
  if (event.kind !== 'container' || quietActions.has(verb)) return none;
  return { kind: isRemoval(verb) ? 'removed' : 'item', id: event.id };
};

const imageEffect = (event: EngineEvent): Effect => {
  // Image events name an id, a tag or a digest, depending on the action and the engine.
  if (event.kind === 'image') return verbOf(event) === 'push' ? none : { kind: 'list' };
  return event.kind === 'container' && verbOf(event) === 'commit' ? { kind: 'list' } : none;
};

const volumeEffect = (event: EngineEvent): Effect => {
  if (event.kind !== 'volume') return none;
  const verb = verbOf(event);
  if (verb === 'create') return { kind: 'item', id: event.id };
  return isRemoval(verb) ? { kind: 'removed', id: event.id } : none;
};

const networkEffect = (event: EngineEvent): Effect => {
  if (event.kind !== 'network') return none;
  const verb = verbOf(event);
  if (verb === 'create' || verb === 'update') return { kind: 'item', id: event.id };
  return isRemoval(verb) ? { kind: 'removed', id: event.id } : none;
};

export const sources: { readonly [K in InventoryKind]: Source<InventoryItems[K]> } = {
  containers: {
    list: (engine) => engine.containers.list(),
    get: (engine, id) => engine.containers.get(id),
    idOf: (item) => item.id,
    effect: containerEffect,
  },
  images: {
    list: (engine) => engine.images.list(),
    get: (engine, id) => engine.images.get(id),
    idOf: (item) => item.id,
    effect: imageEffect,
  },
  volumes: {
    list: (engine) => engine.volumes.list(),
    get: (engine, id) => engine.volumes.get(id),
    idOf: (item) => item.name,
    effect: volumeEffect,
  },
  networks: {
    list: (engine) => engine.networks.list(),
    get: (engine, id) => engine.networks.get(id),
    idOf: (item) => item.id,
    effect: networkEffect,
  },
};
