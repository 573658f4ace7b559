import type { ContainerItem, HealthStatus, PortItem } from '#shared/protocol/inventory';
import type { ServiceState } from '#shared/protocol/projects';
import type { ComposeModel, ComposeService } from '../compose/model.ts';

/** Names of services that another one waits for until they have completed: jobs, not servers. */
export const jobsOf = (model: ComposeModel): ReadonlySet<string> =>
  new Set(
    Object.values(model.services).flatMap((service) =>
      Object.entries(service.depends_on ?? {})
        .filter(([, dependency]) => dependency.condition === 'service_completed_successfully')
        .map(([name]) => name),
    ),
  );

/**
 * Whether an exit with code 0 is what this service is for. Nothing says so plainly: a job is what
 * somebody waits for, or what neither restarts, nor serves a port, nor has its health checked.
 */
export const isJob = (service: ComposeService, jobs: ReadonlySet<string>, name: string): boolean =>
  jobs.has(name) ||
  ((service.restart === undefined || /^(?:no|on-failure)/.test(service.restart)) &&
    service.healthcheck === undefined &&
    (service.ports ?? []).length === 0 &&
    (service.expose ?? []).length === 0);

/** How many containers a service is to have. */
export const scaleOf = (service: ComposeService): number =>
  service.scale ?? service.deploy?.replicas ?? 1;

const stateOf = (container: ContainerItem, job: boolean): ServiceState => {
  switch (container.status) {
    case 'running':
      return container.health === 'none' ? 'running' : container.health;
    case 'exited':
      return job && container.exitCode === 0 ? 'completed' : 'exited';
    case 'removing':
    case 'dead':
      return 'exited';
    case 'created':
    case 'paused':
    case 'restarting':
      return container.status;
  }
};

const up: ReadonlySet<ServiceState> = new Set(['running', 'healthy', 'starting', 'unhealthy']);

/** One state for all containers of a service; with `wanted` more of them than there are, it is partial. */
export const serviceState = (
  containers: readonly ContainerItem[],
  options: { readonly job: boolean; readonly wanted: number },
): ServiceState => {
  const states = new Set(containers.map((container) => stateOf(container, options.job)));
  const [only, ...others] = states;
  if (only === undefined) return 'absent';
  const worst = (['unhealthy', 'restarting'] as const).find((state) => states.has(state));
  if (worst !== undefined) return worst;
  if (others.length === 0) {
    return up.has(only) && containers.length < options.wanted ? 'partial' : only;
  }
  if (![...states].every((state) => up.has(state))) return 'partial';
  // Some may be checked and some not, after a change of the file: the least that is sure.
  return states.has('starting') ? 'starting' : 'running';
};

const healthOrder: readonly HealthStatus[] = ['unhealthy', 'starting', 'healthy'];
export const worstHealth = (containers: readonly ContainerItem[]): HealthStatus =>
  healthOrder.find((health) =>
    containers.some((c) => c.status === 'running' && c.health === health),
  ) ?? 'none';

/** Published ports of all containers, once each although an engine names IPv4 and IPv6 apart. */
export const publishedPorts = (containers: readonly ContainerItem[]): readonly PortItem[] => {
  const ports = new Map<string, PortItem>();
  for (const port of containers.flatMap((container) => container.ports)) {
    if (port.hostPort === undefined) continue;
    const key = `${port.hostPort}:${port.containerPort}/${port.protocol}`;
    if (!ports.has(key)) ports.set(key, port);
  }
  return [...ports.values()];
};
