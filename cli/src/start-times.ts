import { containersInspect } from '#shared/protocol/containers';
import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { ServerConnection } from './server/connection.ts';

/** Engines list containers without the time of their start; a look at each that runs tells it. */
export const withStartTimes = (
  server: ServerConnection,
  containers: readonly ContainerItem[],
): Promise<readonly ContainerItem[]> =>
  Promise.all(
    containers.map(async (item) => {
      if (item.startedAtMs !== undefined || item.status === 'created') return item;
      const startedAtMs = await startTime(server, item.id);
      return startedAtMs === undefined ? item : { ...item, startedAtMs };
    }),
  );

/** `undefined` for one that is gone by now. */
const startTime = async (
  server: ServerConnection,
  containerId: ContainerId,
): Promise<number | undefined> => {
  try {
    const { text } = await server.request(containersInspect, { containerId });
    const started = Date.parse(/"StartedAt": *"([^"]+)"/.exec(text)?.[1] ?? '');
    return Number.isNaN(started) ? undefined : started;
  } catch {
    return undefined;
  }
};
