import {
  networksConnect,
  networksCreate,
  networksDisconnect,
  networksInspect,
  networksPrune,
  networksRemove,
} from '#shared/protocol/networks';
import { done } from './done.ts';
import { onRequest, type Handler } from './handler.ts';

export const networkHandlers: readonly Handler[] = [
  onRequest(networksCreate, ({ networks }, params) => done(networks.create(params))),
  onRequest(networksInspect, async ({ networks }, { networkId }) => ({
    text: await networks.inspect(networkId),
  })),
  onRequest(networksConnect, ({ networks }, { networkId, containerId, aliases }) =>
    done(networks.connect(networkId, containerId, aliases)),
  ),
  onRequest(networksDisconnect, ({ networks }, { networkId, containerId }) =>
    done(networks.disconnect(networkId, containerId)),
  ),
  onRequest(networksRemove, ({ networks }, { networkId }) => done(networks.remove(networkId))),
  onRequest(networksPrune, ({ networks }, { apply }, { client }) =>
    networks.prune(client, { apply }),
  ),
];
