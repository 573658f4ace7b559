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
  }: {
    readonly service: string;
    readonly plan: ServicePlan;
    /** Those that the plan is for. */
    readonly changes: readonly HeardChange[];
  },
): PlannedReload => {
  const savedAtMs = Math.min(...changes.map((change) => change.savedAtMs));
  const heardAtMs = Math.min(...changes.map((change) => change.heardAtMs));
  const causes = new Set(changes.map(({ cause }) => cause));
  const row = timeline.open({
    ...{ projectId: item.id, project: item.name, service, action: plan.action, savedAtMs },
    cause: causesByWeight.find((cause) => causes.has(cause)) ?? 'changed',
    files: plan.files,
    why: [...new Set(plan.rules.map(({ why }) => why))],
  });
  row.reached('noticed', { timeMs: heardAtMs });
  row.reached('planned');
  const containers = item.services.find(({ name }) => name === service)?.containers ?? [];
  return {
    ...{ service, plan, row, savedAtMs },
    containers,
    hasHealth: containers.some(({ health }) => health !== 'none'),
  };
};

/** What a person did says most about why something happened. */
const causesByWeight = ['again', 'saved', 'changed', 'missed'] as const;
