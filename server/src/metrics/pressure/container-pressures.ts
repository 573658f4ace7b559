import type { ContainerId } from '#shared/protocol/ids';
import type { Pressure } from '#shared/protocol/metrics';
import { mapSome } from '../../base/map-some.ts';
import { findPressureFiles } from './cgroup.ts';
import { PressureGauge } from './gauge.ts';

interface Known {
  readonly pid: number;
  /** Absent where there is nothing to read. */
  readonly gauge: Promise<PressureGauge | undefined>;
}

/** The pressure within containers, for engines on this machine. */
export class ContainerPressures {
  readonly #procFolder: string;
  readonly #known = new Map<ContainerId, Known>();

  constructor(procFolder: string) {
    this.#procFolder = procFolder;
  }

  /** Of those that have it; all others are forgotten. */
  async read(
    containers: readonly { readonly id: ContainerId; readonly pid: number }[],
    nowMs: number,
  ): Promise<ReadonlyMap<ContainerId, Pressure>> {
    const wanted = new Set(containers.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!wanted.has(id)) this.#known.delete(id);
    const read = await mapSome(containers, async (container) => {
      const pressure = (await this.#gaugeOf(container))?.read(nowMs);
      return { id: container.id, pressure };
    });
    return new Map(
      read.flatMap(({ id, pressure }) => (pressure?.kind === 'available' ? [[id, pressure]] : [])),
    );
  }

  #gaugeOf({ id, pid }: { id: ContainerId; pid: number }): Known['gauge'] {
    const known = this.#known.get(id);
    if (known?.pid === pid) return known.gauge;
    const gauge = findPressureFiles({ id, pid }, this.#procFolder).then(
      (paths) => paths && new PressureGauge(paths),
    );
    this.#known.set(id, { pid, gauge });
    return gauge;
  }
}
