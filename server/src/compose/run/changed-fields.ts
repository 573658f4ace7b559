import * as z from 'zod/mini';
import type { ContainerSpec, MountSpec, PortSpec } from '../../engines/contract.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import { ownLabels } from './labels.ts';
import { containerSpecOf } from './spec.ts';

const list = z.nullish(z.array(z.string()));
const texts = z.nullish(z.record(z.string(), z.string()));

/** What a container was made from, of the engine's own record. */
export const containerFacts = z.object({
  Config: z.object({
    Image: z.nullish(z.string()),
    Cmd: list,
    Entrypoint: list,
    Env: list,
    User: z.nullish(z.string()),
    WorkingDir: z.nullish(z.string()),
    Hostname: z.nullish(z.string()),
    Tty: z.nullish(z.boolean()),
    StopSignal: z.nullish(z.string()),
    Labels: texts,
    Healthcheck: z.nullish(z.object({ Test: list })),
  }),
  HostConfig: z.object({
    RestartPolicy: z.nullish(z.object({ Name: z.nullish(z.string()) })),
    Privileged: z.nullish(z.boolean()),
    ReadonlyRootfs: z.nullish(z.boolean()),
    Memory: z.nullish(z.number()),
    NanoCpus: z.nullish(z.number()),
    PortBindings: z.nullish(
      z.record(z.string(), z.nullish(z.array(z.object({ HostPort: z.nullish(z.string()) })))),
    ),
  }),
  Mounts: z.nullish(
    z.array(
      z.object({
        Type: z.nullish(z.string()),
        Name: z.nullish(z.string()),
        Source: z.nullish(z.string()),
        Destination: z.string(),
      }),
    ),
  ),
});
export type ContainerFacts = z.infer<typeof containerFacts>;

interface Declared {
  readonly model: ComposeModel;
  readonly name: string;
  readonly declared: ComposeService;
}

/**
 * What differs between a container and the file, by field: `image: nginx:1.26 → nginx:1.27`. It knows
 * the fields that people change, not all of them; values that may be secret are not shown.
 */
export const changedFields = (facts: ContainerFacts, input: Declared): readonly string[] => {
  const { spec } = containerSpecOf(input.model, input.name, input.declared, {
    number: 1,
    configHash: '',
    containerOf: (service) => service,
    apiSocket: '',
  });
  return [
    ...Object.entries(values).flatMap(([field, read]) => {
      const { was, wanted } = read(facts, spec);
      return wanted === undefined || (was ?? '') === wanted
        ? []
        : [`${field}: ${shown(was)} → ${shown(wanted)}`];
    }),
    ...Object.entries(keyed).flatMap(([field, read]) => {
      const { was, wanted } = read(facts, spec, input.declared);
      const changed = Object.keys(wanted).filter((key) => was[key] !== wanted[key]);
      return changed.length === 0 ? [] : [`${field} ${changed.join(' ')}`];
    }),
  ];
};

const shown = (text: string | undefined): string =>
  text === undefined || text === '' ? 'none' : text;

interface Pair {
  readonly was: string | undefined;
  /** Absent where the file leaves it to the image or the engine. */
  readonly wanted: string | undefined;
}

type ReadValue = (facts: ContainerFacts, spec: ContainerSpec) => Pair;

const values: Readonly<Record<string, ReadValue>> = {
  image: ({ Config }, spec) => pair(Config.Image, spec.image),
  command: ({ Config }, spec) => pair(Config.Cmd?.join(' '), spec.command?.join(' ')),
  entrypoint: ({ Config }, spec) => pair(Config.Entrypoint?.join(' '), spec.entrypoint?.join(' ')),
  user: ({ Config }, spec) => pair(Config.User, spec.user),
  working_dir: ({ Config }, spec) => pair(Config.WorkingDir, spec.workingDir),
  hostname: ({ Config }, spec) => pair(Config.Hostname, spec.hostname),
  stop_signal: ({ Config }, spec) => pair(Config.StopSignal, spec.stopSignal),
  tty: ({ Config }, spec) => pair(flag(Config.Tty), flag(spec.tty)),
  restart: ({ HostConfig }, spec) =>
    pair(policy(HostConfig.RestartPolicy?.Name), policy(spec.restartPolicy?.name)),
  privileged: ({ HostConfig }, spec) => pair(flag(HostConfig.Privileged), flag(spec.privileged)),
  read_only: ({ HostConfig }, spec) => pair(flag(HostConfig.ReadonlyRootfs), flag(spec.readOnly)),
  mem_limit: ({ HostConfig }, spec) =>
    pair(amount(HostConfig.Memory), amount(spec.resources?.memoryBytes)),
  cpus: ({ HostConfig }, spec) =>
    pair(amount(HostConfig.NanoCpus, 1e9), amount(spec.resources?.nanoCpus, 1e9)),
  'healthcheck.test': ({ Config }, spec) =>
    pair(Config.Healthcheck?.Test?.join(' '), spec.healthcheck?.test?.join(' ')),
  ports: (facts, spec) => {
    const remapped = facts.Config.Labels?.[ownLabels.ports] !== undefined;
    return remapped ? pair(undefined, undefined) : pair(bound(facts), published(spec.ports ?? []));
  },
};

type Keys = Readonly<Record<string, string>>;
type ReadKeys = (
  facts: ContainerFacts,
  spec: ContainerSpec,
  declared: ComposeService,
) => { readonly was: Keys; readonly wanted: Keys };

/** An image may have more of each, so only what the file names can be told to have changed. */
const keyed: Readonly<Record<string, ReadKeys>> = {
  environment: ({ Config }, spec) => ({
    was: variables(Config.Env ?? []),
    wanted: variables((spec.environment ?? []).filter((entry) => entry.includes('='))),
  }),
  labels: ({ Config }, _, declared) => ({
    was: Config.Labels ?? {},
    wanted: declared.labels ?? {},
  }),
  volumes: ({ Mounts }, spec) => ({
    was: Object.fromEntries(
      (Mounts ?? []).map(({ Type, Name, Source, Destination }) => [
        Destination,
        (Type === 'volume' ? Name : Source) ?? '',
      ]),
    ),
    wanted: Object.fromEntries((spec.mounts ?? []).filter(isNamed).map(targetAndSource)),
  }),
};

const pair = (was: string | null | undefined, wanted: string | undefined): Pair => ({
  was: was ?? undefined,
  wanted,
});

const flag = (value: boolean | null | undefined): string => String(value ?? false);

const policy = (name: string | null | undefined): string =>
  name === undefined || name === null || name === '' ? 'no' : name;

/** The engine writes 0 for none. */
const amount = (value: number | null | undefined, unit = 1): string =>
  value === undefined || value === null || value === 0 ? '' : String(value / unit);

const bound = ({ HostConfig }: ContainerFacts): string =>
  portText(
    Object.entries(HostConfig.PortBindings ?? {}).flatMap(([port, bindings]) =>
      (bindings ?? []).map(({ HostPort }): readonly [string, string] => [HostPort ?? '', port]),
    ),
  );

const published = (ports: readonly PortSpec[]): string =>
  portText(
    ports.flatMap(
      ({ hostPort, containerPort, protocol }): readonly (readonly [string, string])[] =>
        hostPort === undefined ? [] : [[hostPort, `${String(containerPort)}/${protocol}`]],
    ),
  );

const portText = (ports: readonly (readonly [string, string])[]): string =>
  ports
    .map(([host, port]) => `${host === '0' ? '' : host}:${port.replace('/tcp', '')}`)
    .sort()
    .join(' ');

const variables = (entries: readonly string[]): Keys =>
  Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );

const isNamed = ({ kind, source }: MountSpec): boolean =>
  (kind === 'bind' || kind === 'volume') && source !== undefined && source !== '';

const targetAndSource = ({ target, source }: MountSpec): readonly [string, string] => [
  target,
  source ?? '',
];
