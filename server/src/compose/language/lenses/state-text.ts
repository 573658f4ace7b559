import type { ContainerItem, PortItem } from '#shared/protocol/inventory';
import type {
  ProjectItem,
  ProjectState,
  ProjectVerb,
  ServiceItem,
  ServiceState,
} from '#shared/protocol/projects';

import type { Usage } from '../../../metrics/usage/usage-means.ts';

/** What a lens says, and the codicon before it for editors that draw those. */
export interface LensText {
  readonly icon: string;
  readonly text: string;
}

const serviceTexts: Readonly<Record<ServiceState, LensText>> = {
  absent: { icon: 'circle-large-outline', text: 'not created' },
  'outside-profile': { icon: 'circle-large-outline', text: 'profile not active' },
  created: { icon: 'circle-large-outline', text: 'created' },
  starting: { icon: 'loading~spin', text: 'running · health starting' },
  running: { icon: 'circle-large-filled', text: 'running' },
  healthy: { icon: 'pass-filled', text: 'running · healthy' },
  unhealthy: { icon: 'warning', text: 'running · unhealthy' },
  paused: { icon: 'debug-pause', text: 'paused' },
  restarting: { icon: 'debug-restart', text: 'restarting' },
  completed: { icon: 'pass', text: 'completed' },
  exited: { icon: 'error', text: 'exited' },
  partial: { icon: 'circle-large-filled', text: 'partly running' },
};

const projectIcons: Readonly<Record<ProjectState, string>> = {
  stopped: 'layers',
  starting: 'loading~spin',
  running: 'layers-active',
  partial: 'layers-active',
  unhealthy: 'warning',
  invalid: 'error',
};

const verbTexts: Readonly<Record<ProjectVerb, string>> = {
  start: 'starting…',
  stop: 'stopping…',
  restart: 'restarting…',
  down: 'going down…',
  rebuild: 'rebuilding…',
};

/** "running · healthy · :8080", "exited · exit code 1", "1 of 3 running". */
export const serviceText = (service: ServiceItem, usage?: Usage): LensText => {
  const { state, containers, ports, reason, drifted } = service;
  const { icon, text } =
    state === 'exited' && containers.every(isCalm)
      ? { icon: 'circle-large-outline', text: 'stopped' }
      : serviceTexts[state];
  const up = containers.filter(isUp).length;
  const counted = state === 'partial' && up < containers.length;
  const parts = [
    counted ? `${String(up)} of ${String(containers.length)} running` : text,
    ...(!counted && containers.length > 1 ? [`×${String(containers.length)}`] : []),
    ...(reason !== undefined && text !== 'stopped' ? [reason] : []),
    ...portTexts(ports),
    ...(usage === undefined || up === 0 ? [] : [usageText(usage)]),
    ...(drifted ? ['file changed'] : []),
  ];
  return { icon, text: parts.join(' · ') };
};

/** "2 of 3 running"; jobs that are done and services of other profiles do not count. */
export const projectText = ({ busy, state, services, problem }: ProjectItem): LensText => {
  if (busy !== undefined) return { icon: 'loading~spin', text: verbTexts[busy] };
  if (problem !== undefined) return { icon: projectIcons.invalid, text: 'cannot be used' };
  const counted = services.filter(
    (each) => each.state !== 'outside-profile' && each.state !== 'completed' && !each.orphan,
  );
  const running = counted.filter(isServiceUp).length;
  const text = `${String(running)} of ${String(counted.length)} running`;
  return { icon: projectIcons[state], text };
};

/** "CPU 15 % · 120 MiB". */
const usageText = ({ cpuCores, memoryBytes }: Usage): string =>
  `CPU ${String(coarse(cpuCores * 100))} % · ${coarseSize(memoryBytes)}`;

/** Two digits are seen at a glance. */
const coarseSize = (bytes: number): string => {
  const mebibytes = Number((bytes / 2 ** 20).toPrecision(2));
  return mebibytes < 1000
    ? `${String(mebibytes < 10 ? Math.ceil(mebibytes) : mebibytes)} MiB`
    : `${(bytes / 2 ** 30).toPrecision(2)} GiB`;
};

/** Steps that are seen at a glance; a whole processor is 100. */
const coarse = (percent: number): number =>
  percent < 10 ? Math.round(percent) : Math.round(percent / 5) * 5;

export const isUp = ({ status }: ContainerItem): boolean =>
  status === 'running' || status === 'restarting';

export const isServiceUp = ({ containers }: ServiceItem): boolean => containers.some(isUp);

/** Ended as it was asked to: by a stop, by itself with 0, or by SIGTERM (128 + 15). */
const isCalm = ({ status, exitCode, stopAsked }: ContainerItem): boolean =>
  status === 'exited' && (stopAsked === true || exitCode === 0 || exitCode === 143);

/** ":8080", or ":20001→80" where the host's port is another. */
const portTexts = (ports: readonly PortItem[]): readonly string[] => {
  const published = ports.flatMap(({ hostPort, containerPort, protocol }) =>
    hostPort === undefined ? [] : [{ hostPort, containerPort, protocol }],
  );
  published.sort((a, b) => a.hostPort - b.hostPort || a.containerPort - b.containerPort);
  const texts = published.map(({ hostPort, containerPort, protocol }) =>
    [
      `:${String(hostPort)}`,
      ...(hostPort === containerPort ? [] : [`→${String(containerPort)}`]),
      ...(protocol === 'tcp' ? [] : [`/${protocol}`]),
    ].join(''),
  );
  const all = [...new Set(texts)];
  return all.length === 0 ? [] : [all.join(' ')];
};
