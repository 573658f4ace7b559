import type { ComposeService } from '../../model.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import { parseBytes } from '../../values/bytes.ts';
import type { Path } from '../../yaml/tree.ts';
import { refused } from './refused.ts';

const least = 6 * 1024 ** 2;

/** A limit and where it was written. */
interface Limit {
  readonly at: Path;
  readonly bytes: number;
}

/** What the engine takes for limits of memory. Source: moby `verifyPlatformContainerResources`. */
export const memoryLimit = refused(
  {
    code: 'memory-limit',
    summary: 'A limit of memory that engines refuse.',
    url: 'https://docs.docker.com/engine/containers/resource_constraints/#memory',
  },
  function* (service, at) {
    const limit = limitOf(service, at, 'limits');
    const reservation = limitOf(service, at, 'reservations');
    for (const each of [limit, reservation]) {
      if (each === undefined || each.bytes >= least) continue;
      yield {
        at: each.at,
        message: `Containers need at least 6 MB, and ${each.bytes} bytes are less.`,
        hint: 'Write a unit: 512m, 2g.',
      };
    }
    if (limit !== undefined && reservation !== undefined && reservation.bytes > limit.bytes) {
      yield {
        at: reservation.at,
        message: 'More memory is reserved than the service may have.',
        hint: 'Reserve at most the limit.',
        related: [{ at: limit.at, message: 'the limit' }],
      };
    }
    yield* wrongSwap(service, at, limit);
    const swappiness = Number(service.mem_swappiness ?? 0);
    if (swappiness < -1 || swappiness > 100) {
      yield {
        at: [...at, 'mem_swappiness'],
        message: `${swappiness} is not between 0 and 100.`,
        hint: 'Write 0 to keep out of the swap, 100 to use it gladly.',
      };
    }
  },
);

/** `deploy` counts over the attribute; 0 is no limit. */
const limitOf = (
  service: ComposeService,
  at: Path,
  group: 'limits' | 'reservations',
): Limit | undefined => {
  const inDeploy = service.deploy?.resources?.[group]?.memory;
  const attribute = group === 'limits' ? 'mem_limit' : 'mem_reservation';
  const text = inDeploy ?? service[attribute];
  const bytes = text === undefined ? undefined : parseBytes(text);
  if (bytes === undefined || bytes === 0) return undefined;
  const place = inDeploy === undefined ? [attribute] : ['deploy', 'resources', group, 'memory'];
  return { at: [...at, ...place], bytes };
};

/** It is memory and swap together; -1 is as much as there is. */
function* wrongSwap(
  { memswap_limit: text }: ComposeService,
  at: Path,
  limit: Limit | undefined,
): Generator<RuleFinding> {
  const bytes = text === undefined ? undefined : parseBytes(text);
  if (bytes === undefined || bytes === 0) return;
  if (limit === undefined) {
    yield {
      at: [...at, 'memswap_limit'],
      message: 'A limit of swap needs a limit of memory beside it.',
      hint: 'Add `mem_limit`.',
    };
  } else if (bytes < limit.bytes) {
    yield {
      at: [...at, 'memswap_limit'],
      message: 'The limit of memory and swap together is less than that of memory.',
      hint: 'Write the sum of both, or -1 for as much swap as there is.',
      related: [{ at: limit.at, message: 'the limit of memory' }],
    };
  }
}
