import {
  volumesCreate,
  volumesInspect,
  volumesPrune,
  volumesRemove,
} from '#shared/protocol/volumes';
import { done } from './done.ts';
import { onRequest, type Handler } from './handler.ts';

export const volumeHandlers: readonly Handler[] = [
  onRequest(volumesCreate, ({ volumes }, { name, driver }) => done(volumes.create(name, driver))),
  onRequest(volumesInspect, async ({ volumes }, { volumeName }) => ({
    text: await volumes.inspect(volumeName),
  })),
  onRequest(volumesRemove, ({ volumes }, { volumeName, force = false }) =>
    done(volumes.remove(volumeName, { force })),
  ),
  onRequest(volumesPrune, ({ volumes }, { apply }, { client }) => volumes.prune(client, { apply })),
];
