import type { ContainerItem } from '#shared/protocol/inventory';
import type { ProjectId } from '#shared/protocol/ids';
import type {
  ProjectItem,
  ProjectState,
  ProjectVerb,
  ServiceItem,
  ServiceState,
} from '#shared/protocol/projects';
import type { LoadResult } from '../compose/load-contract.ts';
import type { ComposeModel, ComposeService } from '../compose/model.ts';
import { hasErrors, type Entry } from './entry.ts';
import { declaringFile } from './loading.ts';
import {
  isJob,
  jobsOf,
  publishedPorts,
  scaleOf,
  serviceState,
  worstHealth,
} from './service-state.ts';
import { isOn, type Toggles } from './toggles.ts';

interface Around {
  readonly busy: ProjectVerb | undefined;
  readonly toggles: Toggles;
  readonly drifted: ReadonlySet<string>;
}

/** A project of the workspace: what its file declares, with what is on the engine laid over it. */
export const mergeProject = (
  entry: Entry,
  containers: readonly ContainerItem[],
  around: Around,
): ProjectItem => {
  const usable = !hasErrors(entry.loaded);
  const model = usable ? entry.model : undefined;
  const services =
    model === undefined ? runningServices(containers) : declaredServices(entry, model, containers);
  const problem = problemOf(entry);
  return {
    id: entry.id,
    name: entry.name,
    directory: entry.detected.directory,
    ...(entry.workspaceFolder !== undefined && { workspaceFolder: entry.workspaceFolder }),
    source: sourceOf(entry),
    state: usable ? projectState(services) : 'invalid',
    services: services.map((service) => ({
      ...service,
      drifted: service.containers.length > 0 && around.drifted.has(service.name),
      autoRestart: isOn(around.toggles, service.name),
    })),
    profiles: (entry.model?.allProfiles ?? []).map((name) => ({
      name,
      active: isActive(entry.model, name),
    })),
    autoRestart: around.toggles.project,
    ...(around.busy !== undefined && { busy: around.busy }),
    ...(problem !== undefined && { problem }),
  };
};

/** A project that only the labels of its containers tell of. */
export const mergeRunning = (
  id: ProjectId,
  name: string,
  containers: readonly ContainerItem[],
  around: Around & { readonly workspaceFolder: string | undefined },
): ProjectItem => {
  const services = runningServices(containers);
  return {
    id,
    name,
    directory: containers[0]?.compose?.workingDir ?? '',
    ...(around.workspaceFolder !== undefined && { workspaceFolder: around.workspaceFolder }),
    source: { kind: 'running', files: containers[0]?.compose?.configFiles ?? [] },
    state: projectState(services),
    services,
    profiles: [],
    autoRestart: false,
    ...(around.busy !== undefined && { busy: around.busy }),
  };
};

const isActive = (model: ComposeModel | undefined, profile: string): boolean =>
  model?.activeProfiles.some((name) => name === profile || name === '*') === true;

const sourceOf = ({ detected, model }: Entry): ProjectItem['source'] =>
  detected.source.kind === 'compose' && model !== undefined && model.files.length > 0
    ? { kind: 'compose', files: model.files }
    : detected.source;

const problemOf = (entry: Entry): ProjectItem['problem'] => {
  const problem = firstProblem(entry.loaded);
  if (problem !== undefined || entry.model !== undefined) return problem;
  return { code: 'compose-invalid', message: `${declaringFile(entry.detected)} cannot be used.` };
};

/** The first error of a load, with the place in the file. */
export const firstProblem = (loaded: LoadResult): ProjectItem['problem'] => {
  const finding = loaded.findings.find(({ severity }) => severity === 'error');
  if (finding === undefined) return undefined;
  const { path, start } = finding.range;
  return {
    code: 'compose-invalid',
    message: finding.message,
    ...(finding.hint !== undefined && { hint: finding.hint }),
    location: { path, line: start.line + 1, column: start.character + 1 },
  };
};

const declaredServices = (
  entry: Entry,
  model: ComposeModel,
  containers: readonly ContainerItem[],
): readonly ServiceItem[] => {
  const byService = groupByService(containers);
  const jobs = jobsOf(model);
  const row = (
    [name, service]: readonly [string, ComposeService],
    whenAbsent: ServiceState,
  ): ServiceItem => {
    const own = byService.get(name) ?? [];
    byService.delete(name);
    const options = { job: isJob(service, jobs, name), wanted: scaleOf(service) };
    const image = service.image ?? own[0]?.image;
    const declaredAt = placeOf(entry, name);
    return {
      ...fromContainers(name, own),
      state: own.length === 0 ? whenAbsent : serviceState(own, options),
      ...(image !== undefined && { image }),
      profiles: service.profiles ?? [],
      dependsOn: Object.keys(service.depends_on ?? {}),
      ...(declaredAt !== undefined && { declaredAt }),
    };
  };
  const active = Object.entries(model.services).map((item) => row(item, 'absent'));
  const others = Object.entries(model.disabledServices).map((item) => row(item, 'outside-profile'));
  const orphans = [...byService].map(([name, own]) => ({
    ...fromContainers(name, own),
    orphan: true,
  }));
  return [...active, ...others, ...orphans];
};

const runningServices = (containers: readonly ContainerItem[]): readonly ServiceItem[] =>
  [...groupByService(containers)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => fromContainers(name, own));

const fromContainers = (name: string, containers: readonly ContainerItem[]): ServiceItem => {
  const reason = containers.find((container) => container.reason !== undefined)?.reason;
  return {
    name,
    state: serviceState(containers, { job: false, wanted: 1 }),
    health: worstHealth(containers),
    ...(reason !== undefined && { reason }),
    ...(containers[0] !== undefined && { image: containers[0].image }),
    profiles: [],
    dependsOn: [],
    containers,
    ports: publishedPorts(containers),
    drifted: false,
    orphan: false,
    autoRestart: false,
  };
};

const groupByService = (containers: readonly ContainerItem[]): Map<string, ContainerItem[]> => {
  const groups = Map.groupBy(containers, (container) => container.compose?.service ?? '');
  for (const group of groups.values()) {
    group.sort((a, b) => (a.compose?.number ?? 0) - (b.compose?.number ?? 0));
  }
  return groups;
};

/** A proposal's text is in no file yet: what it was made from is. */
const placeOf = (entry: Entry, service: string): ServiceItem['declaredAt'] => {
  if (entry.detected.proposal !== undefined) {
    return { path: declaringFile(entry.detected), line: 1 };
  }
  const range = entry.loaded.locate(['services', service]);
  return range === undefined ? undefined : { path: range.path, line: range.start.line + 1 };
};

const good: ReadonlySet<ServiceState> = new Set(['running', 'healthy', 'completed']);
const off: ReadonlySet<ServiceState> = new Set(['absent', 'created', 'exited', 'completed']);

/** Of the services that count: those of the active profiles, and others that have containers. */
export const projectState = (services: readonly ServiceItem[]): ProjectState => {
  const states = services
    .filter((service) => !service.orphan || services.every(({ orphan }) => orphan))
    .map(({ state }) => state)
    .filter((state) => state !== 'outside-profile');
  if (states.every((state) => off.has(state))) return 'stopped';
  // A service between two crashes cannot be called well, whatever its next start brings.
  if (states.some((state) => state === 'unhealthy' || state === 'restarting')) return 'unhealthy';
  if (states.some((state) => state === 'starting')) return 'starting';
  return states.every((state) => good.has(state)) ? 'running' : 'partial';
};
