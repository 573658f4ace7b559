import type { ContainerItem, PortItem } from '#shared/protocol/inventory';
import { age } from './age.ts';

export const containerRowHead = [
  'NAME',
  'IMAGE',
  'COMMAND',
  'SERVICE',
  'CREATED',
  'STATUS',
  'PORTS',
];

export const containerRow = (item: ContainerItem, nowMs: number): readonly string[] => [
  item.name,
  item.image,
  JSON.stringify(shorten(item.command)),
  item.compose?.service ?? '',
  `${age(nowMs - item.createdAtMs)} ago`,
  statusText(item, nowMs),
  [...new Set(item.ports.map(portText))].join(', '),
];

/** One container with the names that `docker compose ps --format json` has for its fields. */
export const containerRecord = (item: ContainerItem, project: string): object => ({
  ID: item.id,
  Name: item.name,
  Image: item.image,
  Command: item.command,
  Project: project,
  Service: item.compose?.service ?? '',
  CreatedAt: new Date(item.createdAtMs).toISOString(),
  State: item.status,
  Health: item.health === 'none' ? '' : item.health,
  ExitCode: item.exitCode ?? 0,
  Publishers: item.ports.map(({ containerPort, hostPort, hostIp, protocol }) => ({
    URL: hostIp ?? '',
    TargetPort: containerPort,
    PublishedPort: hostPort ?? 0,
    Protocol: protocol,
  })),
});

const statusText = (item: ContainerItem, nowMs: number): string => {
  const { status, health, startedAtMs, finishedAtMs, exitCode } = item;
  const healthText =
    health === 'none' ? '' : ` (${health === 'starting' ? 'health: starting' : health})`;
  switch (status) {
    case 'running':
      return `Up${startedAtMs === undefined ? '' : ` ${age(nowMs - startedAtMs)}`}${healthText}`;
    case 'paused':
      return `Up${startedAtMs === undefined ? '' : ` ${age(nowMs - startedAtMs)}`} (Paused)`;
    case 'exited':
      return `Exited (${exitCode ?? 0})${finishedAtMs === undefined ? '' : ` ${age(nowMs - finishedAtMs)} ago`}`;
    case 'created':
    case 'restarting':
    case 'removing':
    case 'dead':
      return status.charAt(0).toUpperCase() + status.slice(1);
  }
};

const portText = ({ containerPort, hostPort, hostIp, protocol }: PortItem): string =>
  hostPort === undefined
    ? `${containerPort}/${protocol}`
    : `${hostIp === undefined ? '' : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:`}${hostPort}->${containerPort}/${protocol}`;

const commandWidth = 20;

const shorten = (text: string): string =>
  text.length > commandWidth ? `${text.slice(0, commandWidth - 1)}…` : text;
