import type { EngineFault } from '#shared/protocol/engine';
import type { Candidate } from './endpoints/candidate.ts';
import { contextNames, findContext } from './endpoints/context.ts';
import { endpointSources } from './endpoints/index.ts';
import type { EngineEnvironment } from './environment.ts';

export interface Detection {
  /** Somebody named this one: no other may take its place. */
  readonly explicit: boolean;
  /** In the order in which to try them. */
  readonly candidates: readonly Candidate[];
}

/**
 * Where an engine may be, by the rules of the docker CLI: a choice (setting, `DOCKER_HOST`,
 * `DOCKER_CONTEXT`) stands alone, and without one all known places are tried in order. Opens no
 * connection: it reads a few small files and looks for sockets.
 */
export const detectEndpoints = async (
  environment: EngineEnvironment,
  setting: string,
): Promise<Detection> => {
  const automatic: Candidate[] = [];
  for (const source of endpointSources) {
    const candidates = await source.find(environment, setting);
    if (source.explicit && candidates.length > 0) return { explicit: true, candidates };
    automatic.push(...candidates);
  }
  return { explicit: false, candidates: unique(automatic) };
};

/** Every place that can be chosen, whatever is chosen now. */
export const listEndpoints = async (
  environment: EngineEnvironment,
  setting: string,
): Promise<readonly Candidate[]> => {
  const fromSources = await Promise.all(
    endpointSources.map((source) => source.find(environment, setting)),
  );
  const names = await contextNames(environment);
  const contexts = await Promise.all(
    names.map((name) => findContext(environment, name, 'The docker context')),
  );
  return unique([...fromSources.flat(), ...contexts]);
};

/** What to say where there is nothing at all. */
export const noEngineFault = async ({
  files,
  platform,
}: EngineEnvironment): Promise<EngineFault> => {
  const message = 'No container engine was found.';
  const reason = 'not-running';
  const installed = await files.exists('/usr/bin/dockerd');
  if (platform === 'linux' && installed) {
    const remedy = 'Docker is installed and does not run: start it.';
    return { reason, message, remedy, command: 'sudo systemctl start docker' };
  }
  const remedy =
    platform === 'linux'
      ? 'Install Docker Engine or Podman, or start the one that you have.'
      : 'Start Docker Desktop, Podman or another engine, or install one.';
  return { reason, message, remedy };
};

const unique = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const seen = new Set<string>();
  return candidates.filter(({ endpoint }) => {
    const isNew = !seen.has(endpoint.id) && !seen.has(endpoint.address);
    seen.add(endpoint.id).add(endpoint.address);
    return isNew;
  });
};
