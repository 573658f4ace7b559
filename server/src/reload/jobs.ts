import type { Log } from '../base/log.ts';
import { joinJobs, type HeardChange, type ReloadJob } from './job.ts';
import { loopText, type LoopGuard } from './loop-guard.ts';
import type { ServicePlan } from './plan.ts';
import type { ReloadRule } from './rules/rule.ts';

/** One job a service, but one for all whose definition may have changed: they start in order. */
export const jobsOf = (
  plans: ReadonlyMap<string, ServicePlan>,
  heard: ReadonlyMap<string, HeardChange>,
  { guard, log }: { readonly guard: LoopGuard; readonly log: Log },
): readonly ReloadJob[] => {
  const jobs: ReloadJob[] = [];
  let recreated: ReloadJob | undefined;
  for (const [service, { action, recreate, files, rules }] of plans) {
    if (action === 'none') continue;
    const changes = new Map(files.flatMap((file) => entryOf(heard, file)));
    if ([...changes.values()].some(({ cause }) => cause === 'saved')) guard.savedInEditor(service);
    else if (rules.some(canWriteInto) && !guard.allows(service, files)) {
      if (guard.isNews(service)) log.warn(loopText(service, files));
      continue;
    }
    const job = { services: new Set([service]), changes, catchUp: false };
    if (recreate) recreated = recreated === undefined ? job : joinJobs(recreated, job);
    else jobs.push(job);
  }
  return recreated === undefined ? jobs : [recreated, ...jobs];
};

/** What is copied into a container lies on the host, where the container cannot write it. */
const canWriteInto = ({ target }: ReloadRule): boolean => target === undefined;

const entryOf = (
  changes: ReadonlyMap<string, HeardChange>,
  path: string,
): readonly [string, HeardChange][] => {
  const change = changes.get(path);
  return change === undefined ? [] : [[path, change]];
};
