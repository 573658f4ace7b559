import type { ContainerItem } from '#shared/protocol/inventory';
import type { ProjectItem } from '#shared/protocol/projects';
import type { PlannedReload } from './carry-out.ts';
import type { HeardChange } from './job.ts';
import type { ServicePlan } from './plan.ts';
import type { Timeline } from './timeline.ts';

/** Begins the row of one service's reload. */
export const openRow = (
  timeline: Timeline,
  item: ProjectItem,
  {
    service,
    plan,
    changes,
    containers,
  }: {
    readonly service: string;
    readonly plan: ServicePlan;
    /** Those that the plan is for. */
    readonly changes: readonly HeardChange[];
    readonly containers: readonly ContainerItem[];
  },
): PlannedReload => {
  const savedAtMs = earliest(changes.map((change) => change.savedAtMs));
  const heardAtMs = earliest(changes.map((change) => change.heardAtMs));
  const causes = new Set(changes.map(({ cause }) => cause));
  const row = timeline.open({
    ...{ projectId: item.id, project: item.name, service, action: plan.action, savedAtMs },
    cause: causesByWeight.find((cause) => causes.has(cause)) ?? 'changed',
    files: plan.files,
    why: [...new Set(plan.rules.map(({ why }) => why))],
  });
  row.reached('noticed', { timeMs: heardAtMs });
  row.reached('planned');
  return { service, plan, row, savedAtMs, containers };
};

/** There may be more than a call takes arguments. */
const earliest = (times: readonly number[]): number =>
  times.reduce((first, time) => Math.min(first, time), Infinity);

/** What a person did says most about why something happened. */
const causesByWeight = ['again', 'saved', 'changed', 'missed'] as const;
