import type { MetricsTarget } from '#shared/protocol/metrics';
import { HyperBoxError } from '../base/error.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { HistorySelection } from './history/history.ts';
import { placeOf, serviceOfKey, type Place } from './place.ts';

/** Which places a target means, and with that which part of the history. */
export interface MetricsSelection {
  readonly includes: (place: Place) => boolean;
  readonly history: HistorySelection;
}

export const selectMetrics = async (
  target: MetricsTarget,
  options: {
    readonly connection: EngineConnection;
    readonly projects: Pick<Projects, 'get'>;
  },
): Promise<MetricsSelection> => {
  if (target.kind === 'engine') return { includes: () => true, history: { kind: 'all' } };
  if (target.kind === 'project') {
    const { name } = await options.projects.get(target.projectId);
    const wanted = target.services && new Set(target.services);
    return ofProject(name, (key) => wanted?.has(serviceOfKey(key)) ?? true);
  }
  const item = await options.connection.require().containers.get(target.containerId);
  if (item === undefined) {
    throw new HyperBoxError('not-found', `There is no container ${target.containerId}.`);
  }
  const place = placeOf(item);
  // Whichever container is in its place: it may be made anew.
  return ofProject(place.project, (key) => key === place.key);
};

const ofProject = (
  project: string | undefined,
  includes: (key: string) => boolean,
): MetricsSelection => ({
  includes: (place) => place.project === project && includes(place.key),
  history: { kind: 'project', project, includes },
});
