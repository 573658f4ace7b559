import type { ContainerId, ProjectId } from '#shared/protocol/ids';
import type { MetricsSeries } from '#shared/protocol/metrics';
import type { Disposable } from '../../../base/disposable.ts';

/** Reads the containers of a project about once a second, until it is disposed of. */
export type ReadMetrics = (
  id: ProjectId,
  onRead: (series: readonly MetricsSeries[], gone: readonly ContainerId[]) => void,
) => Promise<Disposable>;

/** What is said is the mean of so many readings, and said anew as seldom: it is to be read, not to flicker. */
const readings = 5;
const everyMs = 5000;

/** How many processors containers use, of the projects that somebody looks at. */
export class CpuShares implements Disposable {
  readonly #read: ReadMetrics;
  readonly #onChange: () => void;
  readonly #followed = new Map<ProjectId, Promise<Disposable | undefined>>();
  readonly #cores = new Map<ContainerId, readonly number[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(read: ReadMetrics, onChange: () => void) {
    this.#read = read;
    this.#onChange = onChange;
  }

  /** These projects and no others. */
  follow(ids: ReadonlySet<ProjectId>): void {
    for (const [id, reading] of this.#followed) {
      if (ids.has(id)) continue;
      this.#followed.delete(id);
      void reading.then((stream) => stream?.dispose());
    }
    for (const id of ids) {
      if (!this.#followed.has(id)) this.#followed.set(id, this.#start(id));
    }
    if (ids.size > 0) this.#timer ??= setInterval(this.#onChange, everyMs);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#cores.clear();
    }
  }

  /** Of all of them together; 1 is one whole processor. `undefined` where nothing is known yet. */
  coresOf(containers: readonly ContainerId[]): number | undefined {
    const means = containers.flatMap((id) => {
      const cores = this.#cores.get(id);
      return cores === undefined ? [] : [cores.reduce((a, b) => a + b, 0) / cores.length];
    });
    return means.length === 0 ? undefined : means.reduce((a, b) => a + b, 0);
  }

  dispose(): void {
    this.follow(new Set());
  }

  async #start(id: ProjectId): Promise<Disposable | undefined> {
    try {
      return await this.#read(id, (series, gone) => {
        for (const each of gone) this.#cores.delete(each);
        for (const { containerId, samples } of series) {
          const known = this.#cores.get(containerId) ?? [];
          const all = [...known, ...samples.map(({ cpuCores }) => cpuCores)];
          this.#cores.set(containerId, all.slice(-readings));
        }
      });
    } catch {
      // The engine is gone, or the project is: it is tried again when the lenses are asked for again.
      this.#followed.delete(id);
      return undefined;
    }
  }
}
