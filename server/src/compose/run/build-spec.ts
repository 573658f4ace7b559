import { HyperBoxError } from '../../base/error.ts';
import type { BuildSecret, BuildSpec } from '../../engines/contract.ts';
import type { ComposeBuild, ComposeFileMount, ComposeModel } from '../model.ts';
import { parseBytes } from '../values/bytes.ts';
import { composeLabels } from './labels.ts';
import { imageNameOf } from './names.ts';
import { ignoredParts } from './spec/context.ts';

/** What an image is built from, on behalf of one of the services that use it. */
export interface BuildInput {
  readonly model: ComposeModel;
  readonly service: string;
  readonly reference: string;
  readonly platform: string | undefined;
  readonly declared: ComposeBuild;
}

export const buildSpecOf = (input: BuildInput): BuildSpec => {
  const { model, declared } = input;
  const shmSizeBytes = parseBytes(declared.shm_size ?? '');
  const platform = input.platform ?? onlyPlatform(declared);
  return {
    context: declared.context ?? model.workingDir,
    tags: [input.reference, ...(declared.tags ?? [])],
    ...(declared.dockerfile !== undefined && { dockerfile: declared.dockerfile }),
    ...(declared.dockerfile_inline !== undefined && {
      dockerfileInline: declared.dockerfile_inline,
    }),
    ...(declared.args !== undefined && { args: argumentsOf(declared.args, model) }),
    ...(declared.target !== undefined && { target: declared.target }),
    ...(platform !== undefined && { platform }),
    labels: {
      ...declared.labels,
      [composeLabels.project]: model.name,
      [composeLabels.service]: input.service,
    },
    ...(declared.cache_from !== undefined && { cacheFrom: declared.cache_from }),
    ...(declared.cache_to !== undefined && { cacheTo: declared.cache_to }),
    ...(declared.network !== undefined && { network: declared.network }),
    ...(declared.extra_hosts !== undefined && {
      extraHosts: declared.extra_hosts.map((host) => host.replace('=', ':')),
    }),
    ...(shmSizeBytes !== undefined && { shmSizeBytes }),
    ...(declared.no_cache !== undefined && { noCache: declared.no_cache }),
    ...(declared.pull !== undefined && { pull: declared.pull }),
    ...(declared.additional_contexts !== undefined && {
      additionalContexts: contextsOf(declared.additional_contexts, model),
    }),
    ...(declared.secrets !== undefined && {
      secrets: declared.secrets.map((secret) => secretOf(secret, model)),
    }),
    ...(declared.ssh !== undefined && { ssh: declared.ssh }),
    ...(declared.ulimits !== undefined && { ulimits: limitsOf(declared.ulimits) }),
    ...(declared.isolation !== undefined && { isolation: declared.isolation }),
    ...(declared.privileged !== undefined && { privileged: declared.privileged }),
    ...(declared.entitlements !== undefined && { entitlements: declared.entitlements }),
    ...(declared.provenance !== undefined && { provenance: declared.provenance }),
    ...(declared.sbom !== undefined && { sbom: declared.sbom }),
  };
};

/** What of a build means nothing to any builder, or less here than it says. */
export const buildWarnings = (declared: ComposeBuild): readonly string[] => [
  ...((declared.platforms?.length ?? 0) > 1
    ? ['"platforms": a start builds only what it runs, the engine’s own platform']
    : []),
  ...(declared.secrets ?? []).flatMap((secret) =>
    ignoredParts(secret, { uid: ownedByStep, gid: ownedByStep, mode: ownedByStep }).map(
      (text) => `secret "${secret.source ?? ''}": ${text}`,
    ),
  ),
];

const ownedByStep = 'the RUN instruction that mounts a secret says whose it is';

/** Of several the builder takes the one that the engine runs best. */
const onlyPlatform = ({ platforms }: ComposeBuild): string | undefined =>
  platforms?.length === 1 ? platforms[0] : undefined;

/** An argument without a value takes it from the environment, if it is set there. */
const argumentsOf = (
  args: NonNullable<ComposeBuild['args']>,
  model: ComposeModel,
): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, value ?? model.environment[name] ?? null]),
  );

/** The service whose image an additional context is: `service:base`. */
export const serviceOfContext = (context: string): string | undefined =>
  context.startsWith('service:') ? context.slice('service:'.length) : undefined;

const contextsOf = (
  contexts: Readonly<Record<string, string>>,
  model: ComposeModel,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(contexts).map(([name, context]) => {
      const service = serviceOfContext(context) ?? '';
      const declared = model.services[service];
      return [
        name,
        declared === undefined
          ? context
          : `docker-image://${imageNameOf(model.name, service, declared)}`,
      ];
    }),
  );

const secretOf = (mount: ComposeFileMount, model: ComposeModel): BuildSecret => {
  const source = mount.source ?? '';
  const id = mount.target ?? source;
  const object = model.secrets[source];
  if (object?.file !== undefined) return { id, file: object.file };
  const value = model.environment[object?.environment ?? ''];
  if (value !== undefined) return { id, value };
  const why =
    object?.environment === undefined
      ? 'comes from neither a file nor a variable'
      : `needs the variable ${object.environment}, which is not set`;
  throw new HyperBoxError('compose-invalid', `build: the secret "${source}" ${why}.`);
};

const limitsOf = (
  ulimits: NonNullable<ComposeBuild['ulimits']>,
): NonNullable<BuildSpec['ulimits']> =>
  Object.entries(ulimits).map(([name, limit]) => ({
    name,
    ...(typeof limit === 'number' ? { soft: limit, hard: limit } : limit),
  }));
