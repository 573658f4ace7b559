import type { ContainerItem, PortItem } from '#shared/protocol/inventory';
import { spanInWords } from '../../../base/words.ts';
import { webAddress } from '../../run/addresses.ts';
import { codeSpan } from '../markdown.ts';
import { containersOf, type EngineSight } from './language-engine.ts';

/** More of them are no reading. */
const maxContainers = 10;

/** What a service's containers do now, as Markdown: a line each. */
export const describeService = (
  sight: EngineSight,
  {
    project,
    service,
    nowMs,
  }: { readonly project: string; readonly service: string; readonly nowMs: number },
): string => {
  const containers = containersOf(sight, project, service);
  if (containers.length === 0) return 'No container of this service is on the engine.';
  const lines = containers
    .slice(0, maxContainers)
    .map((container) => `- ${describe(container, sight.hostName, nowMs)}`);
  const left = containers.length - lines.length;
  return [...lines, ...(left > 0 ? [`- and ${String(left)} more`] : [])].join('\n');
};

const describe = (container: ContainerItem, host: string, nowMs: number): string => {
  const { name, restartCount = 0 } = container;
  const published = [...new Set(container.ports.flatMap((port) => portLink(port, host)))];
  return [
    `${codeSpan(name)} ${stateWords(container, nowMs)}`,
    ...(restartCount > 0 ? [`restarted ${times(restartCount)}`] : []),
    ...published,
  ].join(' · ');
};

const stateWords = (container: ContainerItem, nowMs: number): string => {
  const { status, health, startedAtMs, finishedAtMs, reason } = container;
  const since = (ms: number | undefined): string =>
    ms === undefined ? '' : ` ${spanInWords(nowMs - ms)}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  switch (status) {
    case 'running':
      return `has been running for${since(startedAtMs)}${health === 'none' ? '' : `, ${health}`}`;
    case 'exited':
    case 'dead':
      return `ended${since(finishedAtMs)} ago${why}`;
    case 'created':
      return 'has not been started';
    case 'restarting':
      return `is about to be started again${why}`;
    case 'paused':
      return 'is paused';
    case 'removing':
      return 'is being removed';
  }
};

const times = (count: number): string => (count === 1 ? 'once' : `${String(count)} times`);

/** Whether it is the web that answers there is not known; that it is worth a click is. */
const portLink = (port: PortItem, host: string): readonly string[] => {
  if (port.hostPort === undefined) return [];
  const target = String(port.containerPort);
  const address = webAddress(port, host);
  if (address === undefined) return [`${String(port.hostPort)} → ${target}/${port.protocol}`];
  return [`[${address.replace('http://', '')}](${address}) → ${target}`];
};
