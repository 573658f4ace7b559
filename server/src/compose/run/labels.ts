import { networkHash, volumeHash } from '../hash.ts';
import type { ComposeDependency, ComposeModel, ComposeService } from '../model.ts';

/**
 * The labels that `docker compose` reads and writes, so that it and HyperBox manage each other's
 * containers. Source: docker/compose, pkg/api/labels.go.
 */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  number: 'com.docker.compose.container-number',
  oneOff: 'com.docker.compose.oneoff',
  /** The whole id of a one-off container, of which its name has the first digits. */
  slug: 'com.docker.compose.slug',
  configHash: 'com.docker.compose.config-hash',
  configFiles: 'com.docker.compose.project.config_files',
  environmentFile: 'com.docker.compose.project.environment_file',
  workingDir: 'com.docker.compose.project.working_dir',
  dependsOn: 'com.docker.compose.depends_on',
  image: 'com.docker.compose.image',
  replace: 'com.docker.compose.replace',
  version: 'com.docker.compose.version',
  network: 'com.docker.compose.network',
  volume: 'com.docker.compose.volume',
} as const;

/** Ours: what a container, network or volume was made with that compose has no label for. */
export const ownLabels = {
  /** Host ports that differ from the file, `8080/tcp=20001,…`, sorted. */
  ports: 'dev.hyperbox.ports',
  /** What a network or volume was made from. Compose's hash of it is not of the same parts in every version. */
  definition: 'dev.hyperbox.definition',
} as const;

/** The version of Docker Compose whose conventions these labels follow. */
const followedVersion = '2.40.3';

export interface ContainerLabelFacts {
  readonly service: string;
  readonly number: number;
  readonly configHash: string;
  readonly imageId?: string | undefined;
  readonly replaces?: string | undefined;
  readonly remappedPorts?: string | undefined;
}

export const containerLabels = (
  model: ComposeModel,
  declared: ComposeService,
  facts: ContainerLabelFacts,
): Record<string, string> => ({
  ...declared.labels,
  [composeLabels.project]: model.name,
  [composeLabels.service]: facts.service,
  [composeLabels.number]: String(facts.number),
  [composeLabels.oneOff]: 'False',
  [composeLabels.configHash]: facts.configHash,
  [composeLabels.configFiles]: model.files.join(','),
  [composeLabels.workingDir]: model.workingDir,
  ...((model.envFiles ?? []).length > 0 && {
    [composeLabels.environmentFile]: (model.envFiles ?? []).join(','),
  }),
  [composeLabels.dependsOn]: writeDependsOn(declared.depends_on ?? {}, model),
  [composeLabels.version]: followedVersion,
  ...(facts.imageId !== undefined && { [composeLabels.image]: facts.imageId }),
  ...(facts.replaces !== undefined && { [composeLabels.replace]: facts.replaces }),
  ...(facts.remappedPorts !== undefined &&
    facts.remappedPorts !== '' && { [ownLabels.ports]: facts.remappedPorts }),
});

export const resourceLabels = (
  model: ComposeModel,
  kind: 'network' | 'volume',
  key: string,
  definition: string,
): Record<string, string> => ({
  ...(kind === 'network' ? model.networks[key] : model.volumes[key])?.labels,
  ...hashLabel(model, kind, key),
  [composeLabels.project]: model.name,
  [composeLabels[kind]]: key,
  [composeLabels.version]: followedVersion,
  [ownLabels.definition]: definition,
});

const hashLabel = (
  { networks, volumes }: ComposeModel,
  kind: 'network' | 'volume',
  key: string,
): Record<string, string> => {
  const network = kind === 'network' ? networks[key] : undefined;
  const volume = kind === 'volume' ? volumes[key] : undefined;
  return {
    ...(network && { [composeLabels.configHash]: networkHash(network) }),
    ...(volume && { [composeLabels.configHash]: volumeHash(volume) }),
  };
};

/** Without those that no active profile brings in: nothing waits for them. */
const writeDependsOn = (
  dependencies: Readonly<Record<string, ComposeDependency>>,
  { services }: ComposeModel,
): string =>
  Object.entries(dependencies)
    .filter(([name]) => services[name] !== undefined)
    .map(([name, { condition, restart }]) => `${name}:${condition}:${String(restart ?? false)}`)
    .join(',');

/** Reads the `depends_on` label: `db:service_healthy:false,cache:service_started:true`. */
export const parseDependsOn = (
  label: string | undefined,
): readonly { readonly service: string; readonly restart: boolean }[] =>
  (label ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [service = '', , restart] = part.split(':');
      return { service, restart: restart === 'true' };
    });
