import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerUsage } from '#shared/protocol/metrics';
import { formatCpu, formatMemory } from '../format/usage.ts';
import { joinParts } from './look.ts';
import type { Target } from './target.ts';
import type { RowSpec } from './tree-state.ts';

export type UsageOf = (id: ContainerId) => ContainerUsage | undefined;

/**
 * The same rows, with what services and containers use behind all else, so that nothing moves when a
 * number gets longer.
 */
export const addUsage = (rows: readonly RowSpec[], usageOf: UsageOf): readonly RowSpec[] =>
  rows.map((row) => {
    const children = row.children && addUsage(row.children, usageOf);
    const text = textOf(row.target, usageOf);
    const { look } = row;
    return {
      ...row,
      ...(children !== undefined && { children }),
      ...(text !== undefined && {
        look: {
          ...look,
          description: joinParts(look.description, text),
          spoken: `${look.spoken}, ${text}`,
        },
      }),
    };
  });

/** A service uses what its containers use together. */
const textOf = (target: Target, usageOf: UsageOf): string | undefined => {
  const known = containersOf(target).flatMap((id) => usageOf(id) ?? []);
  if (known.length === 0) return undefined;
  const cores = known.reduce((sum, { cpuCores }) => sum + cpuCores, 0);
  const bytes = known.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
  return joinParts(formatCpu(cores), formatMemory(bytes));
};

const containersOf = (target: Target): readonly ContainerId[] => {
  if (target.kind === 'container') return [target.container.id];
  return target.kind === 'service' ? target.service.containers.map(({ id }) => id) : [];
};
