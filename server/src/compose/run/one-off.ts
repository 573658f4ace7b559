import { isAbsolute, resolve } from 'node:path';
import { HyperBoxError } from '../../base/error.ts';
import type { ContainerSpec } from '../../engines/contract.ts';
import { parsePort } from '../canonical/port.ts';
import { parseVolume } from '../canonical/volume.ts';
import type { ComposeModel, ComposeMount, ComposePort, ComposeService } from '../model.ts';
import { omit } from '../omit.ts';
import type { RunOnceOptions } from '../runner-contract.ts';
import { composeLabels } from './labels.ts';

/** The service as `docker compose run` would make a container of it. Source: `applyRunOptions`. */
export const oneOffService = (
  model: ComposeModel,
  declared: ComposeService,
  options: RunOnceOptions & { readonly name: string },
): ComposeService => {
  const { command, entrypoint, environment, labels, workingDir, user } = options;
  // Its end is wanted, so nothing starts it again.
  const kept = omit(declared, [
    ...(['ports', 'restart', 'container_name', 'scale'] as const),
    ...(options.noDependencies === true ? (['depends_on'] as const) : []),
  ]);
  const ports = [
    ...(options.servicePorts === true ? (declared.ports ?? []) : []),
    ...(options.publish ?? []).flatMap(portsOf),
  ];
  return {
    ...kept,
    container_name: options.name,
    tty: options.terminal !== undefined,
    stdin_open: options.detach !== true,
    ...(declared.deploy !== undefined && { deploy: omit(declared.deploy, ['restart_policy']) }),
    ...(entrypoint !== undefined && { entrypoint, command: [] }),
    ...(command !== undefined && { command }),
    ...(workingDir !== undefined && { working_dir: workingDir }),
    ...(user !== undefined && { user }),
    ...(labels !== undefined && { labels: { ...declared.labels, ...labels } }),
    ...(environment !== undefined && {
      environment: { ...declared.environment, ...variablesOf(environment, model.environment) },
    }),
    ...(options.volumes !== undefined && { volumes: withMounts(model, declared, options.volumes) }),
    ...(ports.length > 0 && { ports }),
  };
};

/** `NAME` alone passes on the variable of that name, if there is one. */
const variablesOf = (
  entries: readonly string[],
  outer: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries.flatMap((entry) => {
      const at = entry.indexOf('=');
      if (at >= 0) return [[entry.slice(0, at), entry.slice(at + 1)]];
      const value = outer[entry];
      return value === undefined ? [] : [[entry, value]];
    }),
  );

const portsOf = (text: string): readonly ComposePort[] => {
  const ports = parsePort(text);
  if ('error' in ports) throw invalid(`The port "${text}" is not understood: ${ports.error}.`);
  return ports.map(({ hostIp, published, target, protocol }) => ({
    mode: 'ingress',
    ...(hostIp !== undefined && { host_ip: hostIp }),
    target,
    ...(published !== undefined && { published }),
    protocol,
  }));
};

/** A mount at a place that has one already takes that place. */
const withMounts = (
  model: ComposeModel,
  declared: ComposeService,
  texts: readonly string[],
): readonly ComposeMount[] => {
  const added = texts.map((text) => mountOf(text, model.workingDir));
  const targets = new Set(added.map(({ target }) => target));
  return [...(declared.volumes ?? []).filter(({ target }) => !targets.has(target)), ...added];
};

const mountOf = (text: string, base: string): ComposeMount => {
  const volume = parseVolume(text);
  if ('error' in volume) throw invalid(`The volume "${text}" is not understood: ${volume.error}.`);
  const { type, source, target, readOnly, nocopy, propagation, selinux } = volume;
  const path =
    type === 'bind' && source !== undefined && !isAbsolute(source) ? resolve(base, source) : source;
  return {
    type,
    ...(path !== undefined && { source: path }),
    target,
    ...(readOnly && { read_only: true }),
    ...(type === 'bind' && {
      bind: {
        create_host_path: true,
        ...(propagation !== undefined && { propagation }),
        ...(selinux !== undefined && { selinux }),
      },
    }),
    ...(nocopy && { volume: { nocopy } }),
  };
};

const invalid = (message: string): HyperBoxError => new HyperBoxError('invalid-input', message);

/**
 * What a one-off container has otherwise than a service's: it is not one of its replicas, and is not
 * found under the service's name on networks.
 */
export const oneOffSpec = (
  spec: ContainerSpec,
  options: Pick<RunOnceOptions, 'remove' | 'detach'> & {
    readonly name: string;
    readonly slug: string;
  },
): ContainerSpec => {
  const { name, slug } = options;
  return {
    ...spec,
    name,
    labels: {
      ...omit(spec.labels ?? {}, [composeLabels.number]),
      [composeLabels.oneOff]: 'True',
      [composeLabels.slug]: slug,
    },
    ...(spec.networks !== undefined && {
      networks: spec.networks.map((network) => ({ ...network, aliases: [name] })),
    }),
    stdinOnce: options.detach !== true,
    autoRemove: options.remove === true,
  };
};
