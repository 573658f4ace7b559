import type { ContainerItem, PortItem } from '#shared/protocol/inventory';
import { spanInWords } from '../../../base/words.ts';
import { webAddress } from '../../run/addresses.ts';
import { codeSpan } from '../markdown.ts';

/** More of them are no reading. */
export const maxContainers = 10;

/** What the containers of a service do now, as Markdown: a line each. */
export const describeService = (
  containers: readonly ContainerItem[],
  {
    hostName,
    nowMs,
    left = 0,
  }: { readonly hostName: string; readonly nowMs: number; readonly left?: number },
): string => {
  if (containers.length === 0) return 'No container of this service is on the engine.';
  const lines = containers.map((container) => `- ${describe(container, hostName, nowMs)}`);
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
  const why = reason === undefined ? '' : `: ${reason}`;
  switch (status) {
    case 'running':
      return `${
        startedAtMs === undefined
          ? 'is running'
          : `has been running for ${spanInWords(nowMs - startedAtMs)}`
      }${health === 'none' ? '' : `, ${health}`}`;
    case 'exited':
    case 'dead':
      return `ended${finishedAtMs === undefined ? '' : ` ${spanInWords(nowMs - finishedAtMs)} ago`}${why}`;
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
