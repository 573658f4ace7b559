import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Clock } from '../../base/clock.ts';
import type { ContainerId } from '#shared/protocol/ids';
import type { ComposePreStart, ComposeService } from '../model.ts';
import { omit } from '../omit.ts';
import { readProfiles, type ContainerTools } from './container-step.ts';
import { copyFiles } from './copy-files.ts';
import { lastLines } from './failure.ts';
import { composeLabels } from './labels.ts';
import { imageNameOf } from './names.ts';
import { containerSpecOf } from './spec.ts';

/** Runs the hooks of a service before the first of its containers that is started. */
export type PreStart = (tools: ContainerTools, id: string) => Promise<void>;

interface PreStartOptions {
  readonly clock: Clock;
  readonly pullIdleTimeoutMs: number;
  readonly say: (words: string) => void;
}

/** Once a start, however many containers of the service wait for it. */
export const createPreStart = (options: PreStartOptions): PreStart => {
  let running: Promise<void> | undefined;
  return (tools, id) => (running ??= runHooks(options, tools, id));
};

/**
 * Each hook has a container of its own, made like the service's, with its volumes and networks, which
 * has to end well before the next. Source: docker/compose, pkg/compose/pre_start.go.
 */
const runHooks = async (
  options: PreStartOptions,
  tools: ContainerTools,
  id: string,
): Promise<void> => {
  for (const [index, hook] of (tools.declared.pre_start ?? []).entries()) {
    throwIfCancelled(tools.signal);
    options.say(`pre_start: ${(hook.command ?? []).join(' ')}`);
    await ensureImage(options, tools, imageOf(tools, hook));
    const container = await createHook(tools, { hook, index, id });
    try {
      await tools.engine.containers.start(container);
      const exitCode = await tools.engine.containers.wait(container, tools.signal);
      if (exitCode !== 0) throw await hookFailure(options, tools, { hook, container, exitCode });
    } finally {
      // It has no further use, and what happened before is not to be hidden by what happens here.
      await tools.engine.containers
        .remove(container, { force: true, anonymousVolumes: true })
        .catch((error: unknown) => {
          tools.log.error(`A container of a pre_start hook could not be removed.`, error);
        });
    }
  }
};

const imageOf = ({ model, service, declared }: ContainerTools, hook: ComposePreStart): string =>
  hook.image ?? imageNameOf(model.name, service, declared);

const ensureImage = async (
  { pullIdleTimeoutMs: idleTimeoutMs, say }: PreStartOptions,
  { engine, signal }: ContainerTools,
  image: string,
): Promise<void> => {
  if ((await engine.images.get(image, signal)) !== undefined) return;
  say(`pulling ${image} for pre_start`);
  await engine.images.pull(image, { idleTimeoutMs, onProgress: () => undefined }, signal);
};

interface HookPlace {
  readonly hook: ComposePreStart;
  readonly index: number;
  /** The service's container, whose volumes it sees. */
  readonly id: string;
}

const createHook = async (tools: ContainerTools, place: HookPlace): Promise<ContainerId> => {
  const { engine, model, service, image, apiSocket, containerOf } = tools;
  const declared = hookService(tools, place);
  const { spec, files, problems } = containerSpecOf(model, service, declared, {
    ...{ number: 0, configHash: '', imageId: image.id, apiSocket, containerOf },
    profileTexts: await readProfiles(model, declared),
  });
  if (problems.length > 0)
    throw new HyperBoxError('compose-invalid', problems.join('; '), { service });
  const name = `${model.name}-${service}-pre_start-${place.index}`;
  // A server that was killed may have left one.
  await engine.containers.remove(name, { force: true });
  const container = await engine.containers.create({
    ...spec,
    name,
    labels: {
      ...omit(spec.labels ?? {}, [composeLabels.number, composeLabels.configHash]),
      // It is none of the service's replicas, and goes with the project.
      [composeLabels.oneOff]: 'True',
    },
    ...(spec.networks !== undefined && {
      networks: spec.networks.map((network) =>
        omit(network, ['aliases', 'ipv4Address', 'ipv6Address', 'macAddress']),
      ),
    }),
  });
  await copyFiles(engine, container, files);
  return container;
};

/** The service as far as a hook has it: nobody reaches it, and nothing starts it again. */
const hookService = (tools: ContainerTools, { hook, id }: HookPlace): ComposeService => {
  const { declared } = tools;
  const { deploy, volumes_from, environment } = declared;
  return {
    ...omit(declared, [
      ...(['ports', 'expose', 'restart', 'scale', 'container_name', 'healthcheck'] as const),
      ...(['depends_on', 'volumes', 'pre_start', 'post_start', 'pre_stop'] as const),
    ]),
    image: imageOf(tools, hook),
    entrypoint: null,
    command: hook.command,
    ...(deploy !== undefined && { deploy: omit(deploy, ['restart_policy', 'replicas']) }),
    ...(hook.user !== undefined && { user: hook.user }),
    ...(hook.privileged !== undefined && { privileged: hook.privileged }),
    ...(hook.working_dir !== undefined && { working_dir: hook.working_dir }),
    environment: { ...environment, ...hook.environment },
    volumes_from: [...(volumes_from ?? []), `container:${id}`],
  };
};

const hookFailure = async (
  { clock }: PreStartOptions,
  { engine, service }: ContainerTools,
  failed: {
    readonly hook: ComposePreStart;
    readonly container: string;
    readonly exitCode: number;
  },
): Promise<HyperBoxError> => {
  const { hook, container, exitCode } = failed;
  return new HyperBoxError(
    'start-failed',
    `The pre_start hook "${(hook.command ?? []).join(' ')}" of service "${service}" exited with code ${exitCode}.`,
    { service, output: await lastLines(engine, container, clock) },
  );
};
