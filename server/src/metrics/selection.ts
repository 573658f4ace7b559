import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsTarget } from '#shared/protocol/metrics';
import { HyperBoxError } from '../base/error.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { HistorySelection } from './history/history.ts';
import { placeOf, serviceOfKey } from './place.ts';

/** Which containers a target means, and which part of the history. */
export interface MetricsSelection {
  readonly matches: (container: ContainerItem) => boolean;
  readonly history: HistorySelection;
}

export const selectMetrics = async (
  target: MetricsTarget,
  options: {
    readonly connection: EngineConnection;
    readonly projects: Pick<Projects, 'get'>;
  },
): Promise<MetricsSelection> => {
  if (target.kind === 'engine') return { matches: () => true, history: { kind: 'all' } };
  if (target.kind === 'project') {
    const { name } = await options.projects.get(target.projectId);
    const wanted = target.services && new Set(target.services);
    return {
      matches: ({ compose }) => compose?.project === name && (wanted?.has(compose.service) ?? true),
      history: {
        kind: 'project',
        project: name,
        includes: (key) => wanted?.has(serviceOfKey(key)) ?? true,
      },
    };
  }
  const item = await options.connection.require().containers.get(target.containerId);
  if (item === undefined) {
    throw new HyperBoxError('not-found', `There is no container ${target.containerId}.`);
  }
  const place = placeOf(item);
  return {
    // Whichever container is in its place: it may be made anew.
    matches: (other) => {
      const { project, key } = placeOf(other);
      return project === place.project && key === place.key;
    },
    history: { kind: 'project', project: place.project, includes: (key) => key === place.key },
  };
};
