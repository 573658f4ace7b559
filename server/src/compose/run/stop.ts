import type { ContainerItem } from '#shared/protocol/inventory';
import type { DownPreview } from '#shared/protocol/projects';
import { allDone } from '../../base/all-done.ts';
import { deferred } from '../../base/deferred.ts';
import { HyperBoxError, messageOf, throwIfCancelled } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel } from '../model.ts';
import type { DownOptions, RunTarget, StartedService } from '../runner-contract.ts';
import { parseDuration } from '../values/duration.ts';
import type { StepBoard } from './board.ts';
import { endContainer } from './ending.ts';
import { runPreStop } from './hooks.ts';
import { composeLabels, parseDependsOn } from './labels.ts';
import { inOrder, needsOf } from './order.ts';
import { isKnownService } from './plan.ts';
import { projectContainers } from './state.ts';
import type { ContainerWatch } from './watch.ts';

export interface StopOptions {
  readonly engine: Engine;
  readonly target: RunTarget;
  readonly watch: ContainerWatch;
  readonly board: StepBoard;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Stops containers, those that depend on others first. */
export const stopProject = async (options: StopOptions): Promise<void> => {
  await eachService(
    options,
    { reverse: true, verb: 'stopping', done: 'stopped' },
    (container, ended) => stopContainer(options, container, ended),
  );
};

/**
 * Restarts containers, those that others depend on first, and with them who asks for that. Answers
 * with what runs again.
 */
export const restartProject = async (options: StopOptions): Promise<readonly StartedService[]> => {
  const { engine, target, watch, log } = options;
  const restarted = new Map<string, string[]>();
  await eachService(
    { ...options, target: withDependents(target) },
    { reverse: false, verb: 'restarting', done: 'restarted' },
    async (container) => {
      if (container.compose?.oneOff === true) return;
      if (container.status === 'running')
        await runPreStop(engine, target.model, container.compose?.service ?? '', container.id, log);
      watch.expectStart(container.id);
      await engine.containers.restart(container.id, graceOf(target.model, container));
      watch.noteStarted(container.id);
      const service = container.compose?.service ?? '';
      restarted.set(service, [...(restarted.get(service) ?? []), container.id]);
    },
  );
  return [...restarted].map(([name, containerIds]) => ({ name, containerIds }));
};

/** Removes containers and networks, and the project's own volumes when told to. */
export const downProject = async (
  options: StopOptions,
  { volumes, removeOrphans }: DownOptions,
): Promise<void> => {
  const { engine, target, board, signal, log } = options;
  const { model } = target;
  await eachService(
    {
      ...options,
      ...(model !== undefined && {
        spares: (service) => !removeOrphans && !isKnownService(model, service),
      }),
    },
    { reverse: true, verb: 'removing', done: 'removed' },
    async (container, ended) => {
      await stopContainer(options, container, ended);
      await engine.containers.remove(container.id, { force: true, anonymousVolumes: volumes });
    },
  );
  throwIfCancelled(signal);
  const found = await ownResources(engine, target.project, volumes);
  const remove = async (noun: string, name: string, work: () => Promise<void>): Promise<void> => {
    const id = `${noun}:${name}`;
    try {
      await work();
      board.set(id, 'done', `Removed ${noun} ${name}`);
    } catch (error) {
      // Something else uses it: the project is down all the same.
      if (!(error instanceof HyperBoxError) || error.code !== 'conflict') throw error;
      log.warn(`The ${noun} ${name} stays: ${messageOf(error)}`);
      board.set(id, 'skipped', `Kept ${noun} ${name}`, { detail: 'something else uses it' });
    }
  };
  await Promise.all([
    ...found.networks.map(({ id, name }) =>
      remove('network', name, () => engine.networks.remove(id)),
    ),
    ...found.volumes.map(({ name }) => remove('volume', name, () => engine.volumes.remove(name))),
  ]);
};

/** What `down` with volumes would remove. */
export const previewProjectDown = async (
  engine: Engine,
  target: RunTarget,
): Promise<DownPreview> => {
  const [containers, found] = await Promise.all([
    projectContainers(engine, target.project),
    ownResources(engine, target.project, true),
  ]);
  const names = (items: readonly { readonly name: string }[]): readonly string[] =>
    items.map(({ name }) => name).sort();
  return {
    containers: names(containers),
    networks: names(found.networks),
    volumes: names(found.volumes),
  };
};

/** By label: what the file calls external carries no label of this project. */
const ownResources = async (engine: Engine, project: string, withVolumes: boolean) => {
  const own = (item: { readonly labels: Readonly<Record<string, string>> }): boolean =>
    item.labels[composeLabels.project] === project;
  const [networks, volumes] = await Promise.all([
    engine.networks.list(),
    withVolumes ? engine.volumes.list() : [],
  ]);
  return {
    networks: networks.filter(own),
    volumes: volumes.filter(own).filter(({ labels }) => composeLabels.volume in labels),
  };
};

/** Calls `ended` once the container's process is gone: nobody who was needed by it has to wait longer. */
const stopContainer = async (
  { engine, target, log, watch }: StopOptions,
  container: ContainerItem,
  ended: () => void,
): Promise<void> => {
  if (!stoppable.has(container.status)) return;
  if (container.status === 'running')
    await runPreStop(engine, target.model, container.compose?.service ?? '', container.id, log);
  // Some engines cannot end what they have frozen.
  if (container.status === 'paused') await engine.containers.unpause(container.id);
  const ending = endContainer({ engine, watch }, container.id, graceOf(target.model, container));
  ending.ended.then(ended, () => undefined);
  await ending.released;
};

const stoppable: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/** As the file says now; without a file, as the container was made. */
const graceOf = (
  model: ComposeModel | undefined,
  container: ContainerItem,
): { readonly graceMs?: number } => {
  const text = model?.services[container.compose?.service ?? '']?.stop_grace_period;
  const graceMs = text === undefined ? undefined : parseDuration(text);
  return graceMs === undefined ? {} : { graceMs };
};

const withDependents = (target: RunTarget): RunTarget => {
  const { services, model } = target;
  if (services === undefined || model === undefined) return target;
  const dependents = Object.entries(model.services)
    .filter(([, declared]) =>
      services.some((service) => declared.depends_on?.[service]?.restart === true),
    )
    .map(([name]) => name);
  return { ...target, services: [...new Set([...services, ...dependents])] };
};

/** Calls `ended`, or just resolves, when the services that come next may be worked on. */
type Work = (container: ContainerItem, ended: () => void) => Promise<void>;

interface EachOptions extends StopOptions {
  /** Services whose containers are let be. */
  readonly spares?: (service: string) => boolean;
}

const eachService = async (
  { engine, target, watch, board, signal, spares }: EachOptions,
  words: { readonly reverse: boolean; readonly verb: string; readonly done: string },
  work: Work,
): Promise<void> => {
  const all = await projectContainers(engine, target.project, signal);
  watch.seed(all);
  const chosen = all.filter(
    ({ compose, labels }) =>
      compose !== undefined &&
      spares?.(compose.service) !== true &&
      (target.services === undefined ||
        target.services.includes(compose.service) ||
        // Without a file only the label knows who is to be restarted with a service.
        (words.verb === 'restarting' &&
          target.model === undefined &&
          parseDependsOn(labels[composeLabels.dependsOn]).some(
            ({ service, restart }) => restart && target.services?.includes(service) === true,
          ))),
  );
  const needs = needsOf(chosen, target.model);
  for (const name of needs.keys()) board.announce(`service:${name}`, `${name}: waiting`);
  board.begin(`${words.verb.charAt(0).toUpperCase()}${words.verb.slice(1)} ${target.project}`);
  const finishing: Promise<void>[] = [];
  await inOrder(needs, { reverse: words.reverse }, async (service) => {
    throwIfCancelled(signal);
    const step = `service:${service}`;
    board.set(step, 'running', `${service}: ${words.verb}`);
    const stages = chosen
      .filter(({ compose }) => compose?.service === service)
      .map((container) => begin(work, container));
    const finished = Promise.all(stages.map(({ done }) => done)).then(
      () => {
        board.set(step, 'done', `${service}: ${words.done}`);
      },
      (error: unknown) => {
        board.set(step, 'failed', `${service}: ${words.verb} failed`);
        throw error;
      },
    );
    finishing.push(finished);
    await Promise.race([finished, Promise.all(stages.map(({ ended }) => ended))]);
  }).catch(() => undefined);
  await allDone(finishing);
  throwIfCancelled(signal);
};

const begin = (
  work: Work,
  container: ContainerItem,
): { readonly ended: Promise<undefined>; readonly done: Promise<void> } => {
  const ended = deferred<undefined>();
  const done = work(container, () => {
    ended.resolve(undefined);
  });
  done.then(
    () => {
      ended.resolve(undefined);
    },
    () => undefined,
  );
  return { ended: ended.promise, done };
};
