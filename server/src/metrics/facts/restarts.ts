import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerRuntime } from '../../engines/contract.ts';

interface Known {
  readonly containerId: ContainerId;
  readonly startedAtMs: number | undefined;
  readonly restartCount: number;
  readonly total: number;
}

/**
 * How often what is in a place was started again. The engine counts what its restart policy does, and
 * begins at nothing when somebody else starts the container; what was seen of that is added.
 */
export class Restarts {
  readonly #known = new Map<string, Known>();

  /** `place` is anything that names it. */
  see(
    place: string,
    containerId: ContainerId,
    { restartCount, startedAtMs }: Pick<ContainerRuntime, 'restartCount' | 'startedAtMs'>,
  ): number {
    const before = this.#known.get(place);
    const total =
      (before?.total ?? 0) + moreSince(before, { containerId, restartCount, startedAtMs });
    this.#known.set(place, { containerId, restartCount, startedAtMs, total });
    return total;
  }
}

const moreSince = (before: Known | undefined, now: Omit<Known, 'total'>): number => {
  if (before === undefined) return now.restartCount;
  // Made anew, which is one start more.
  if (before.containerId !== now.containerId) return 1 + now.restartCount;
  const counted = now.restartCount - before.restartCount;
  if (counted > 0) return counted;
  const again = now.startedAtMs !== undefined && now.startedAtMs !== before.startedAtMs;
  if (!again) return 0;
  return counted < 0 ? 1 + now.restartCount : 1;
};
