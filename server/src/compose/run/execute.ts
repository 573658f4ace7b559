import type { Clock } from '../../base/clock.ts';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import { Turns } from '../../base/turns.ts';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel } from '../model.ts';
import type { StepBoard } from './board.ts';
import { DependencyFailed, joinFailures, serviceFailure } from './failure.ts';
import { createImageSupply } from './images-step.ts';
import { creationNeeds } from './names.ts';
import type { Plan, PlanOptions, ServicePlan } from './plan.ts';
import { planService } from './plan-service.ts';
import type { PortDesk } from './port-desk.ts';
import { createResourceSupply } from './resources-step.ts';
import { createPreStart } from './pre-start.ts';
import { ServiceRun, type ServiceResult } from './service-run.ts';
import { runningContainer, type ObservedState } from './state.ts';
import type { Recreations } from './recreations.ts';
import type { ContainerWatch } from './watch.ts';

export interface ExecuteOptions {
  readonly engine: Engine;
  readonly model: ComposeModel;
  readonly state: ObservedState;
  readonly plan: Plan;
  readonly planOptions: PlanOptions;
  readonly ports: PortDesk;
  readonly watch: ContainerWatch;
  readonly board: StepBoard;
  readonly clock: Clock;
  readonly log: Log;
  readonly apiSocket: string | undefined;
  readonly startTimeoutMs: number;
  /** Of the engine's machine. */
  readonly cpus: number;
  readonly pullIdleTimeoutMs: number;
  readonly recreations?: Pick<Recreations, 'note'> | undefined;
  readonly signal: AbortSignal;
}

export interface ExecuteResult {
  readonly services: readonly ServiceResult[];
  readonly warnings: readonly string[];
}

/**
 * Carries a plan out, as much at once as the dependencies allow. One service's failure stops those
 * that need it and nobody else. Whatever happens, it returns only when nothing is under way any more.
 */
export const executePlan = async (options: ExecuteOptions): Promise<ExecuteResult> => {
  const { plan, board, signal } = options;
  const warnings = new Set(plan.warnings);
  const lost = new AbortController();
  const either = AbortSignal.any([signal, lost.signal]);
  const { engine, model, state } = options;
  const warn = (warning: string): void => {
    warnings.add(warning);
  };
  const resources = createResourceSupply({
    ...{ engine, model, plan, state, board, warn, signal: either },
  });
  const runs = prepareRuns({ ...options, signal: either }, resources, warn);
  for (const { name } of plan.services) board.announce(`service:${name}`, `${name}: waiting`);
  board.begin(`Starting ${options.model.name}`);
  const outcomes = await Promise.all(
    [...runs.values()].map(async (run): Promise<Outcome> => {
      try {
        return { kind: 'done', result: await run.run() };
      } catch (error) {
        if (error instanceof DependencyFailed)
          return { kind: 'skipped', service: run.name, cause: error.root };
        if (isLoss(error)) lost.abort(error);
        return { kind: 'failed', service: run.name, error };
      }
    }),
  );
  // A service that failed early has not waited for what is made for it.
  await resources.settled();
  const loss = outcomes
    .flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.error] : []))
    .find(isLoss);
  if (loss !== undefined) throw lossError(options.model, board, loss);
  throwIfCancelled(signal);
  const failures = failuresOf(outcomes);
  const skipped = outcomes.flatMap((outcome) =>
    outcome.kind === 'skipped' ? [outcome.service] : [],
  );
  const failure = joinFailures(failures, skipped);
  if (failure !== undefined) throw failure;
  return {
    services: outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.result] : [])),
    warnings: [...warnings],
  };
};

type Outcome =
  | { readonly kind: 'done'; readonly result: ServiceResult }
  | { readonly kind: 'skipped'; readonly service: string; readonly cause: unknown }
  | { readonly kind: 'failed'; readonly service: string; readonly error: unknown };

/** A service may be well and still not be what another waits for: that is a failure of its own. */
const failuresOf = (outcomes: readonly Outcome[]): readonly HyperBoxError[] => {
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  const causes = new Set(
    outcomes.flatMap((outcome) => (outcome.kind === 'skipped' ? [outcome.cause] : [])),
  );
  for (const { error } of failed) causes.delete(error);
  return [
    ...failed.map(({ service, error }) => serviceFailure(service, error)),
    ...[...causes].filter((cause) => cause instanceof HyperBoxError),
  ];
};

const isLoss = (error: unknown): boolean =>
  error instanceof HyperBoxError && error.code === 'engine-unavailable';

const lossError = (model: ComposeModel, board: StepBoard, cause: unknown): HyperBoxError => {
  const done = board.labelsIn('done');
  const state = done.length === 0 ? 'Nothing was ready yet' : `Ready so far: ${done.join(', ')}`;
  return new HyperBoxError(
    'engine-unavailable',
    `The container engine went away while "${model.name}" was starting. ${state}.`,
    {
      hint: 'Start the project again when the engine is back: it goes on from there.',
      cause,
    },
  );
};

const prepareRuns = (
  options: ExecuteOptions,
  resources: ReturnType<typeof createResourceSupply>,
  warn: (warning: string) => void,
): ReadonlyMap<string, ServiceRun> => {
  const { engine, model, state, plan, board, signal } = options;
  const image = createImageSupply({
    ...{ engine, model, state, board, warn, signal },
    actions: plan.images,
    pullIdleTimeoutMs: options.pullIdleTimeoutMs,
  });
  // In a small project more at once than the engine has processors would only delay those that others
  // wait for; in a large one the engine gets through all of them sooner.
  const turns = new Turns(Math.max(2, options.cpus, Math.ceil(plan.services.length / 8)));
  const runs = new Map<string, ServiceRun>();
  const other = (service: string): ServiceRun | undefined => runs.get(service);
  for (const service of plan.services) {
    const preStart = createPreStart({
      clock: options.clock,
      pullIdleTimeoutMs: options.pullIdleTimeoutMs,
      say: (words) => {
        board.set(`service:${service.name}`, 'running', `${service.name}: ${words}`);
      },
    });
    runs.set(
      service.name,
      new ServiceRun({
        ...{ plan: service, board, signal, other, warn },
        clock: options.clock,
        startTimeoutMs: options.startTimeoutMs,
        untilStarted: options.planOptions.untilStarted === true,
        withdraw: startsAtOnce(plan, service) ? turns.announce(service.urgency) : () => undefined,
        image: () => image(service.image),
        resources: () =>
          resources.need({
            networks: Object.keys(service.declared.networks ?? {}),
            volumes: (service.declared.volumes ?? []).flatMap(({ type, source }) =>
              type === 'volume' && source !== undefined ? [source] : [],
            ),
          }),
        replan: (facts) => replan(options, service, facts.id, other),
        tools: (facts) => ({
          ...{ engine, model, warn, signal, image: facts, preStart },
          turns,
          urgency: {
            start: service.urgency,
            // What cannot be started yet is made while the others get ready.
            create: startsAtOnce(plan, service) ? service.urgency : service.urgency - afterStarts,
          },
          service: service.name,
          declared: service.declared,
          ports: options.ports,
          watch: options.watch,
          log: options.log,
          apiSocket: options.apiSocket,
          noteRecreation: (number, reason) => {
            const place = { project: model.name, service: service.name, number };
            options.recreations?.note(place, reason);
          },
          containerOf: (name) => other(name)?.containerId ?? runningContainer(state, name),
        }),
      }),
    );
  }
  return runs;
};

/** More than any urgency. */
const afterStarts = 1e6;

/** Nothing has to happen before its containers can be started but their creation. */
const startsAtOnce = (plan: Plan, service: ServicePlan): boolean =>
  service.dependencies.length === 0 &&
  service.containers.some(({ kind }) => kind === 'create' || kind === 'start') &&
  plan.images.some(({ kind, reference }) => kind === 'use' && reference === service.image);

/** The plan was made with the image that was there; the one that is there now may be another. */
const replan = (
  { model, state, plan, planOptions, ports }: ExecuteOptions,
  service: ServicePlan,
  imageId: string,
  other: (service: string) => ServiceRun | undefined,
): ServicePlan['containers'] => {
  const asked = planOptions.services ?? plan.services.map(({ name }) => name);
  return planService(
    {
      ...{ model, state, name: service.name, declared: service.declared },
      fresh: { networks: freshKeys(plan.networks), volumes: freshKeys(plan.volumes) },
      hostPorts: ports.hostPorts,
    },
    {
      imageId,
      recreate: planOptions.recreate === true && asked.includes(service.name),
      renewedNeed: creationNeeds(service.declared).find((need) => other(need)?.renewed === true),
    },
  );
};

const freshKeys = (actions: Plan['networks']): ReadonlySet<string> =>
  new Set(
    actions.filter(({ kind }) => kind === 'create' || kind === 'recreate').map(({ key }) => key),
  );
