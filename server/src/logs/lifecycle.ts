import { basename } from 'node:path';
import type { ContainerItem, ContainerStatus } from '#shared/protocol/inventory';
import type { ReloadItem } from '#shared/protocol/reload';

/** A line that HyperBox writes between those of the container. */
export interface Marker {
  readonly text: string;
  readonly timeMs?: number;
}

const up: ReadonlySet<ContainerStatus> = new Set(['running', 'paused']);

export const isUp = ({ status }: ContainerItem): boolean => up.has(status);

/** What happened to a container between two looks at it, in order. Empty when nothing that ends or begins its output. */
export const describeChange = (before: ContainerItem, after: ContainerItem): readonly Marker[] => {
  const wasUp = isUp(before);
  const isUpNow = isUp(after);
  const startedAnew = after.startedAtMs !== undefined && after.startedAtMs !== before.startedAtMs;
  if (wasUp && isUpNow) {
    if (startedAnew) return [started(after, 'restarted')];
    if (before.status === after.status) return [];
    return [{ text: `${after.name} ${after.status === 'paused' ? 'paused' : 'resumed'}` }];
  }
  if (wasUp) return [exited(after)];
  if (isUpNow) return [started(after, 'started')];
  // It ran and ended between the two looks.
  return startedAnew ? [started(after, 'started'), exited(after)] : [];
};

export const describeNew = (
  container: ContainerItem,
  options: { readonly replaces: boolean },
): readonly Marker[] => {
  if (container.startedAtMs === undefined) return [];
  const first = started(container, options.replaces ? 'recreated' : 'started');
  return isUp(container) ? [first] : [first, exited(container)];
};

export const describeRemoved = (container: ContainerItem): readonly Marker[] => [
  { text: `${container.name} removed` },
];

/** "web reloaded in 412 ms: index.js (sync+restart)"; nothing for what came to nothing. */
export const describeReload = ({
  service,
  action,
  files,
  fileCount,
  outcome,
}: ReloadItem): string | undefined => {
  const [first] = files;
  const more = fileCount > 1 ? ` and ${String(fileCount - 1)} more` : '';
  const why = first === undefined ? action : `${basename(first)}${more} (${action})`;
  if (outcome?.kind === 'done')
    return `${service} reloaded in ${String(Math.round(outcome.durationMs))} ms: ${why}`;
  return outcome?.kind === 'failed'
    ? `${service} could not be reloaded: ${why}. ${outcome.message}`
    : undefined;
};

const started = (container: ContainerItem, verb: string): Marker => ({
  text: `${container.name} ${verb}`,
  ...(container.startedAtMs !== undefined && { timeMs: container.startedAtMs }),
});

const exited = (container: ContainerItem): Marker => {
  const code = container.exitCode === undefined ? '' : ` with code ${container.exitCode}`;
  const cause = container.oomKilled === true ? ' (out of memory)' : '';
  return {
    text: `${container.name} exited${code}${cause}`,
    ...(container.finishedAtMs !== undefined && { timeMs: container.finishedAtMs }),
  };
};
