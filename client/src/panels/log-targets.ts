import * as z from 'zod/mini';
import { logsTarget, type LogSource, type LogsTarget } from '#shared/protocol/logs';

/** What the user added to a panel: one service or container each, so that each can be taken away. */
export const addedTarget = z.object({
  target: logsTarget,
  /** The names by which the stream may call it. */
  names: z.array(z.string()),
});
export type AddedTarget = z.infer<typeof addedTarget>;

export const addedService = (
  { id, name }: { readonly id: AddedProjectId; readonly name: string },
  service: string,
): AddedTarget => ({
  target: { kind: 'project', projectId: id, services: [service] },
  // Its project's name is part of it where lines of several projects come together.
  names: [service, `${name}/${service}`],
});

type AddedProjectId = Extract<LogsTarget, { readonly kind: 'project' }>['projectId'];

/** Targets as the server is to merge them: one a project, whatever of it was chosen one by one. */
export const mergeTargets = (added: readonly AddedTarget[]): LogsTarget[] => {
  const services = new Map<AddedProjectId, string[]>();
  const others: LogsTarget[] = [];
  for (const { target } of added) {
    if (target.kind !== 'project') {
      others.push(target);
      continue;
    }
    const known = services.get(target.projectId) ?? [];
    services.set(target.projectId, [...known, ...(target.services ?? [])]);
  }
  const projects = [...services].map(([projectId, names]): LogsTarget => {
    return { kind: 'project', projectId, services: [...new Set(names)] };
  });
  return [...projects, ...others];
};

export const isAdded = (added: readonly AddedTarget[], key: LogSource['key']): boolean =>
  added.some(({ names }) => names.includes(key));

export const without = (
  added: readonly AddedTarget[],
  key: LogSource['key'],
): readonly AddedTarget[] => added.filter(({ names }) => !names.includes(key));
