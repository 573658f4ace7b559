import type { ReloadOutcome } from '#shared/protocol/reload';
import type { Clock } from '../base/clock.ts';
import { adviceOf, HyperBoxError } from '../base/error.ts';
import { noProgress } from '../base/progress.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { ServiceRunner, StartedService } from '../compose/runner-contract.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Engine } from '../engines/contract.ts';
import { runHook } from './act/exec.ts';
import { syncIntoContainer, type SyncedTarget, type SyncReport } from './act/sync.ts';
import type { SyncChange } from './change.ts';
import type { HostPath } from './host-path.ts';
import type { ServicePlan } from './plan.ts';
import type { ReloadRow } from './timeline.ts';
import { placeOfFailure } from './trace.ts';

export interface CarryOutTools {
  readonly connection: EngineConnection;
  readonly runner: ServiceRunner;
  readonly clock: Clock;
}

export interface ReloadedContainer {
  readonly id: string;
  readonly imageId: string;
}

export interface PlannedReload {
  readonly service: string;
  readonly plan: ServicePlan;
  readonly row: ReloadRow;
  readonly containers: readonly ReloadedContainer[];
  readonly savedAtMs: number;
}

export interface ReloadWork {
  readonly model: ComposeModel;
  readonly reloads: readonly PlannedReload[];
  /** Ends what can be ended halfway: building, copying. A restart goes through. */
  readonly signal: AbortSignal;
  /** Ends the wait for what was started to become ready: something newer is to be done to it. */
  readonly outdated: AbortSignal;
  /** What containers that were just made lack, since their image knows nothing of it. */
  readonly lackedBy: (
    service: string,
    containers: readonly ReloadedContainer[],
  ) => Promise<readonly SyncChange[]>;
  /** To be told before files are written: what is cut off may have been done. */
  readonly begins: (
    service: string,
    containers: readonly ReloadedContainer[],
    changes: readonly SyncChange[],
  ) => Promise<void>;
  /** Which files those are that a service's programs name. */
  readonly hostPath: (service: string) => HostPath;
}

/** A reload that is over, and the containers that the service has now. */
export interface CarriedOut {
  readonly service: string;
  readonly outcome: ReloadOutcome;
  /** The engine or a container went away meanwhile: what was not done is for when they are back. */
  readonly isInterrupted: boolean;
  readonly containers: readonly ReloadedContainer[];
  /** By container: what was copied into it, or removed. */
  readonly synced: ReadonlyMap<string, readonly SyncedTarget[]>;
}

/** Does what was planned and writes it into the rows. One that fails does not keep the others. */
export const carryOut = async (
  work: ReloadWork,
  tools: CarryOutTools,
): Promise<readonly CarriedOut[]> => {
  const made = await makeAnew(work, tools);
  return Promise.all(
    work.reloads.map(async (reload): Promise<CarriedOut> => {
      const { service, plan, row, containers, savedAtMs } = reload;
      const fate = made.get(service);
      const done: Done = { synced: new Map(), isInterrupted: false };
      const finish = (outcome: ReloadOutcome, now = containers): CarriedOut => {
        // Each save of a compose file asks of all services whether they are others now.
        if (outcome.kind === 'unchanged' && !plan.rebuild) row.withdraw();
        else row.end(outcome);
        return { service, outcome, containers: now, ...done };
      };
      try {
        if (fate?.kind === 'failed') throw fate.error;
        const now = fate?.kind === 'made' ? fate.containers : containers;
        const did = await bringIn(reload, { ...work, ...tools, done }, fate);
        if (!did) return finish({ kind: 'unchanged' });
        return finish({ kind: 'done', durationMs: tools.clock.now() - savedAtMs }, now);
      } catch (error) {
        if (work.signal.aborted) return finish({ kind: 'cancelled' });
        done.isInterrupted = error instanceof HyperBoxError && goneCodes.has(error.code);
        return finish(failureOf(error, work.hostPath(service)));
      }
    }),
  );
};

/** A container that does not run is a conflict to the engine. */
const goneCodes: ReadonlySet<string> = new Set(['engine-unavailable', 'conflict', 'not-found']);

/** How far a reload has come. */
interface Done {
  readonly synced: Map<string, readonly SyncedTarget[]>;
  isInterrupted: boolean;
}

type Fate =
  | { readonly kind: 'made'; readonly containers: readonly ReloadedContainer[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Services with another definition or image, those of one kind together: they start in order. The
 * runner builds before it touches a container, so the old one serves until then.
 */
const makeAnew = async (
  { model, reloads, signal }: ReloadWork,
  { runner, connection }: CarryOutTools,
): Promise<ReadonlyMap<string, Fate>> => {
  const fates = new Map<string, Fate>();
  const start = async (group: readonly PlannedReload[], rebuild: boolean): Promise<void> => {
    if (group.length === 0) return;
    const services = group.map(({ service }) => service);
    const options = rebuild ? { services, rebuild, noDependencies: true } : { services };
    try {
      const started = await runner.start(model, options, { signal, progress: noProgress });
      for (const { name, action, containerIds } of started.services) {
        if (action === 'unchanged') fates.set(name, { kind: action });
        else fates.set(name, { kind: 'made', containers: await look(connection, containerIds) });
      }
    } catch (error) {
      for (const service of services) fates.set(service, { kind: 'failed', error });
    }
  };
  await start(
    reloads.filter(({ plan }) => plan.recreate && !plan.rebuild),
    false,
  );
  await start(
    reloads.filter(({ plan }) => plan.rebuild),
    true,
  );
  return fates;
};

const look = async (
  connection: EngineConnection,
  ids: readonly string[],
): Promise<readonly ReloadedContainer[]> => {
  const { containers } = connection.require();
  const items = await Promise.all(ids.map((id) => containers.get(id)));
  return items.flatMap((item) => item ?? []);
};

/** Whether anything happened to the service. */
const bringIn = async (
  { service, plan, row, containers }: PlannedReload,
  {
    model,
    signal,
    outdated,
    lackedBy,
    begins,
    connection,
    runner,
    done,
  }: ReloadWork & CarryOutTools & { readonly done: Done },
  fate: Fate | undefined,
): Promise<boolean> => {
  const engine = connection.require();
  const made = fate?.kind === 'made';
  const now = made ? fate.containers : containers;
  const ids = now.map(({ id }) => id);
  if (made) row.reached('recreated');
  const own = { name: service, containerIds: ids };
  const becomeReady = async (...started: readonly StartedService[]): Promise<void> => {
    const ready = runner.untilReady(model, started, outdated);
    const told = await ready.catch((error: unknown) => {
      if (!outdated.aborted) throw error;
    });
    if (told === 'healthy') row.reached('healthy');
  };
  // An image that came out the same makes no new container: the old one may lack what was copied.
  const changes = made || plan.rebuild ? await lackedBy(service, now) : plan.sync;
  if (changes.length > 0) {
    const noted = begins(service, now, changes);
    const copying = copy(changes, { ids, engine, signal, done });
    const reports = await copying.catch(async (error: unknown) => {
      // One that ended at once says more about it than that nothing can be copied into it.
      if (made) await becomeReady(own);
      throw error;
    });
    await noted;
    row.reached('synced', { detail: syncedText(reports) });
  }
  if (made && plan.exec.length > 0) await becomeReady(own);
  for (const hook of plan.exec) {
    const run = { engine, hook, model, signal };
    await Promise.all(ids.map((containerId) => runHook({ ...run, containerId })));
    row.reached('executed', { detail: hook.command.join(' ') });
  }
  // What was made anew has read its files, unless they came after it had started.
  const restart = made ? changes.length > 0 && plan.restart : plan.restart;
  if (restart) {
    // Turning it off does not break off a restart: halfway through, the service is down.
    const work = { signal: new AbortController().signal, progress: noProgress };
    const target = { project: model.name, model, services: [service] };
    const restarted = await runner.restart(target, work);
    row.reached('restarted');
    await becomeReady(...restarted);
  } else if (made && plan.exec.length === 0) await becomeReady(own);
  return made || restart || changes.length > 0 || plan.exec.length > 0;
};

/** Into all containers of a service. */
const copy = (
  changes: readonly SyncChange[],
  into: {
    readonly ids: readonly string[];
    readonly engine: Engine;
    readonly signal: AbortSignal;
    readonly done: Done;
  },
): Promise<readonly SyncReport[]> => {
  const { ids, engine, signal, done } = into;
  return Promise.all(
    ids.map(async (containerId) => {
      const report = await syncIntoContainer({ engine, containerId, changes, signal });
      done.synced.set(containerId, report.done);
      if (report.waiting.length > 0) done.isInterrupted = true;
      return report;
    }),
  );
};

const syncedText = (reports: readonly SyncReport[]): string => {
  const [{ written, removed, skipped } = { written: 0, removed: 0, skipped: [] }] = reports;
  const parts = [
    [written, 'written'],
    [removed, 'removed'],
    [skipped.length, 'skipped'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`)
    .join(', ');
};

const failureOf = (error: unknown, hostPath: HostPath): ReloadOutcome => {
  const known = error instanceof HyperBoxError ? error : undefined;
  const lines = known?.output ?? [];
  const at = known?.location ?? placeOfFailure(lines, hostPath);
  return { kind: 'failed', message: adviceOf(error), lines, ...(at !== undefined && { at }) };
};
