import { randomBytes } from 'node:crypto';
import type { ContainerId } from '#shared/protocol/ids';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import { serviceHash } from '../hash.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import type { RunningOnce, RunOnceOptions } from '../runner-contract.ts';
import type { StepBoard } from './board.ts';
import { readProfiles } from './container-step.ts';
import { copyFiles } from './copy-files.ts';
import { createImageSupply } from './images-step.ts';
import { imageNameOf } from './names.ts';
import { oneOffService, oneOffSpec } from './one-off.ts';
import { dependenciesOf } from './plan-dependencies.ts';
import { planProject } from './plan.ts';
import { createResourceSupply } from './resources-step.ts';
import { containerSpecOf, type SpecResult } from './spec.ts';
import { readState, runningContainer, type ImageFacts, type ObservedState } from './state.ts';

export interface RunOnceTools {
  readonly engine: Engine;
  readonly board: StepBoard;
  readonly nowMs: number;
  readonly pullIdleTimeoutMs: number;
  readonly apiSocket: string | undefined;
  readonly signal: AbortSignal;
  /** Brings up what the service depends on; answers with its warnings. */
  readonly startOthers: (services: readonly string[]) => Promise<readonly string[]>;
}

/** Runs a command in a container of its own. Resolves when it has been started. */
export const runOnce = async (
  tools: RunOnceTools,
  model: ComposeModel,
  options: RunOnceOptions,
): Promise<RunningOnce> => {
  const { board, signal } = tools;
  const original = model.services[options.service];
  if (original === undefined) throw noService(model, options.service);
  const slug = randomBytes(32).toString('hex');
  const name = options.name ?? `${model.name}-${options.service}-run-${slug.slice(0, 12)}`;
  const declared = oneOffService(model, original, { ...options, name });
  const input: OneOff = { model, options: { ...options, name }, declared, slug };
  const others = dependenciesOf(model, original).map(({ service }) => service);
  const warnings =
    options.noDependencies === true || others.length === 0 ? [] : await tools.startOthers(others);
  throwIfCancelled(signal);
  const step = `service:${options.service}`;
  board.set(step, 'running', `${options.service}: creating ${name}`);
  try {
    const told = new Set(warnings);
    const warn = (warning: string): unknown => told.add(warning);
    const { id, result } = await create({ ...tools, warn }, input);
    const attachment = await begin(tools, input, id);
    board.set(step, 'done', `${options.service}: ${name} runs`);
    return {
      containerId: id,
      containerName: name,
      ...(attachment !== undefined && { attachment }),
      warnings: [...told, ...result.warnings.filter((warning) => !told.has(warning))],
    };
  } catch (error) {
    board.set(step, 'failed', `${options.service}: ${name} could not be started`);
    throw error;
  }
};

interface OneOff {
  readonly model: ComposeModel;
  readonly options: RunOnceOptions & { readonly name: string };
  readonly declared: ComposeService;
  readonly slug: string;
}

const noService = (model: ComposeModel, service: string): HyperBoxError =>
  new HyperBoxError('not-found', `There is no service "${service}" in "${model.name}".`, {
    hint: 'Check its name in the compose file.',
  });

/** While the container is made, there may be things to tell. */
type WarningTools = RunOnceTools & { readonly warn: (warning: string) => void };

const create = async (
  tools: WarningTools,
  { model, options, declared, slug }: OneOff,
): Promise<{ readonly id: ContainerId; readonly result: SpecResult }> => {
  const { engine, signal } = tools;
  const state = await readState(engine, model, signal);
  const image = await supply(tools, { model, options, declared }, state);
  const result = containerSpecOf(model, options.service, declared, {
    number: 1,
    configHash: serviceHash(declared),
    imageId: image.id,
    imageVolumes: image.volumes,
    containerOf: (service) => runningContainer(state, service),
    apiSocket: tools.apiSocket,
    profileTexts: await readProfiles(model, declared),
  });
  if (result.problems.length > 0) {
    throw new HyperBoxError('compose-invalid', `${result.problems.join('; ')}.`, {
      service: options.service,
    });
  }
  throwIfCancelled(signal);
  // Not given the signal: a creation that is broken off could leave a container nobody knows of.
  const id = await engine.containers.create(oneOffSpec(result.spec, { ...options, slug }));
  try {
    await copyFiles(engine, id, result.files);
  } catch (error) {
    await engine.containers.remove(id, { force: true }).catch(() => undefined);
    throw error;
  }
  return { id, result };
};

/** Its image, networks and volumes, as a start gets them. */
const supply = async (
  { engine, board, nowMs, pullIdleTimeoutMs, signal, warn }: WarningTools,
  { model, options, declared }: Omit<OneOff, 'slug'>,
  state: ObservedState,
): Promise<ImageFacts> => {
  const { service, build } = options;
  const changed = { ...model, services: { ...model.services, [service]: declared } };
  const plan = planProject(changed, state, {
    services: [service],
    noDependencies: true,
    nowMs,
    ...(build !== undefined && { rebuild: build }),
  });
  // What runs on a network keeps it, also where a start would make it anew.
  const networks = plan.networks.map((network) =>
    network.kind === 'recreate' ? { ...network, kind: 'keep' as const } : network,
  );
  const image = createImageSupply({
    ...{ engine, model: changed, actions: plan.images, state, board, pullIdleTimeoutMs, signal },
    warn,
  });
  const resources = createResourceSupply({
    ...{ engine, model: changed, plan: { ...plan, networks }, state, board, signal },
    warn,
  });
  const [facts] = await Promise.all([
    image(imageNameOf(model.name, service, declared)),
    resources.need({
      networks: networks.map(({ key }) => key),
      volumes: plan.volumes.map(({ key }) => key),
    }),
  ]);
  return facts;
};

/** Attached before it is started, so that nothing of it is missed. */
const begin = async (
  { engine, signal }: RunOnceTools,
  { options }: OneOff,
  id: ContainerId,
): Promise<RunningOnce['attachment']> => {
  const { terminal, remove = false, detach = false } = options;
  let attachment: RunningOnce['attachment'];
  try {
    if (!detach) {
      const spec = { terminal: terminal !== undefined, removed: remove };
      attachment = await engine.containers.attach(id, spec);
    }
    throwIfCancelled(signal);
    await engine.containers.start(id);
  } catch (error) {
    attachment?.dispose();
    await engine.containers.remove(id, { force: true }).catch(() => undefined);
    throw error;
  }
  // A command that ended at once has no terminal to resize; its end is told in its own way.
  if (terminal !== undefined)
    await attachment?.resize(terminal.columns, terminal.rows).catch(() => undefined);
  return attachment;
};
