import { containerId, imageId } from '#shared/protocol/ids';
import type { ContainerItem, MountItem, PortItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import { normalizeCompose } from './compose-labels.ts';
import type {
  InspectedContainerRecord,
  ListedContainerRecord,
  MountRecord,
} from './container-record.ts';
import { explainExit, parseHealth, parseStatus, parseStatusText } from './container-state.ts';
import { timeMs } from './record.ts';

/** What the list leaves out and an inspection of a stopped container adds. */
export interface ExitRecord {
  readonly oomKilled: boolean;
  readonly error: string;
  readonly restartCount: number;
  readonly startedAtMs?: number | undefined;
  readonly finishedAtMs?: number | undefined;
}

export const normalizeListed = (
  record: ListedContainerRecord,
  exit: ExitRecord | undefined,
): ContainerItem => {
  const { exitCode, health } = parseStatusText(record.Status);
  return normalize({
    id: record.Id,
    name: record.Names.find((name) => name.lastIndexOf('/') <= 0) ?? record.Names[0] ?? '',
    image: record.Image,
    imageId: record.ImageID,
    command: record.Command,
    state: record.State,
    exitCode,
    exit,
    createdAtMs: record.Created * 1000,
    networks: record.NetworkSettings.Networks,
    labels: record.Labels,
    mounts: record.Mounts,
    health,
    ports: record.Ports.map((port) => ({
      containerPort: port.PrivatePort,
      protocol: parseProtocol(port.Type),
      ...(port.PublicPort !== undefined && port.PublicPort !== 0 && { hostPort: port.PublicPort }),
      ...(port.IP !== undefined && port.IP !== '' && { hostIp: port.IP }),
    })),
  });
};

export const normalizeInspected = (record: InspectedContainerRecord): ContainerItem =>
  normalize({
    id: record.Id,
    name: record.Name,
    image: record.Config.Image,
    imageId: record.Image,
    command: formatCommand(record.Path, record.Args),
    state: record.State.Status,
    exitCode: record.State.ExitCode,
    exit: exitOf(record),
    // The list knows whole seconds; both ways of reading must agree.
    createdAtMs: Math.floor((timeMs(record.Created) ?? 0) / 1000) * 1000,
    networks: record.NetworkSettings.Networks,
    labels: record.Config.Labels,
    mounts: record.Mounts,
    health: parseHealth((record.State.Health ?? record.State.Healthcheck)?.Status),
    ports: Object.entries(record.NetworkSettings.Ports).flatMap(([key, bindings]) =>
      normalizePort(key, bindings ?? []),
    ),
  });

export const exitOf = (record: InspectedContainerRecord): ExitRecord => ({
  oomKilled: record.State.OOMKilled,
  error: record.State.Error,
  restartCount: record.RestartCount,
  startedAtMs: timeMs(record.State.StartedAt),
  finishedAtMs: timeMs(record.State.FinishedAt),
});

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly state: string;
  readonly exitCode: number | undefined;
  readonly exit: ExitRecord | undefined;
  readonly createdAtMs: number;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly MountRecord[];
  readonly health: ContainerItem['health'];
  readonly ports: readonly PortItem[];
}

const normalize = (parts: Parts): ContainerItem => {
  const { exit } = parts;
  const status = parseStatus(parts.state);
  const ended = status === 'exited' || status === 'dead' || status === 'restarting';
  const exitCode = ended ? parts.exitCode : undefined;
  const reason = explainExit({
    status,
    exitCode,
    oomKilled: ended && (exit?.oomKilled ?? false),
    error: exit?.error ?? '',
  });
  const compose = normalizeCompose(parts.labels);
  return {
    id: z.parse(containerId, parts.id),
    name: parts.name.replace(/^\//, ''),
    image: parts.image,
    imageId: z.parse(imageId, parts.imageId || parts.image || 'unknown'),
    command: parts.command,
    status,
    health: status === 'running' || status === 'paused' ? parts.health : 'none',
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    ...(exit !== undefined && { oomKilled: exit.oomKilled, restartCount: exit.restartCount }),
    createdAtMs: parts.createdAtMs,
    ...(exit?.startedAtMs !== undefined && { startedAtMs: exit.startedAtMs }),
    ...(exit?.finishedAtMs !== undefined && { finishedAtMs: exit.finishedAtMs }),
    ports: sortPorts(parts.ports),
    mounts: parts.mounts.map(normalizeMount),
    networks: Object.keys(parts.networks).sort(),
    labels: parts.labels,
    ...(compose !== undefined && { compose }),
  };
};

// As the list writes it, so that a row does not change when it is read by itself.
const formatCommand = (path: string, args: readonly string[]): string =>
  [path, ...args].map((word) => (word.includes(' ') ? `'${word}'` : word)).join(' ');

const mountKinds = ['bind', 'volume', 'tmpfs'] as const;
const normalizeMount = (record: MountRecord): MountItem => ({
  kind: mountKinds.find((kind) => kind === record.Type) ?? 'other',
  source: record.Type === 'volume' ? record.Name : record.Source,
  target: record.Destination,
  readOnly: !record.RW,
});

const parseProtocol = (text: string): PortItem['protocol'] =>
  text === 'udp' || text === 'sctp' ? text : 'tcp';

const normalizePort = (
  key: string,
  bindings: readonly { readonly HostIp: string; readonly HostPort: string }[],
): readonly PortItem[] => {
  const [port = '', protocol = 'tcp'] = key.split('/');
  const item = { containerPort: Number(port), protocol: parseProtocol(protocol) };
  if (bindings.length === 0) return [item];
  return bindings.map(({ HostIp, HostPort }) => ({
    ...item,
    ...(HostPort !== '' && { hostPort: Number(HostPort) }),
    ...(HostIp !== '' && { hostIp: HostIp }),
  }));
};

/** In a stable order, and a port published on all addresses of both families once. */
const sortPorts = (ports: readonly PortItem[]): readonly PortItem[] => {
  const key = (port: PortItem): string =>
    `${port.containerPort}/${port.protocol}/${port.hostPort ?? ''}`;
  const everywhere = new Set(ports.filter(({ hostIp }) => hostIp === '0.0.0.0').map(key));
  return ports
    .filter((port) => port.hostIp !== '::' || !everywhere.has(key(port)))
    .sort(
      (left, right) =>
        left.containerPort - right.containerPort ||
        left.protocol.localeCompare(right.protocol) ||
        (left.hostPort ?? 0) - (right.hostPort ?? 0) ||
        (left.hostIp ?? '').localeCompare(right.hostIp ?? ''),
    );
};
