import { inventoryWatch } from '#shared/protocol/inventory';
import { onRequest, type Handler } from './handler.ts';

export const inventoryHandlers: readonly Handler[] = [
  onRequest(inventoryWatch, ({ listWatches }, { kinds }, { client, signal }) =>
    listWatches.watch(client, kinds, signal),
  ),
];
