import type { ContainerId, ProjectId } from '#shared/protocol/ids';
import type { MetricsSeries } from '#shared/protocol/metrics';
import type { Disposable } from '../../../base/disposable.ts';
import { UsageMeans, type Usage } from '../../../metrics/usage/usage-means.ts';

/** Reads the containers of a project about once a second, until it is disposed of. */
export type ReadMetrics = (
  id: ProjectId,
  onRead: (series: readonly MetricsSeries[], gone: readonly ContainerId[]) => void,
) => Promise<Disposable>;

/** Said anew as seldom as this. */
const everyMs = 5000;

/** What containers use, of the projects that somebody looks at. */
export class Usages implements Disposable {
  readonly #read: ReadMetrics;
  readonly #onChange: () => void;
  readonly #followed = new Map<ProjectId, Promise<Disposable | undefined>>();
  readonly #means = new UsageMeans();
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
      this.#means.clear();
    }
  }

  /** Of all of them together; `undefined` where nothing is known yet. */
  of(containers: readonly ContainerId[]): Usage | undefined {
    return this.#means.ofAll(containers);
  }

  dispose(): void {
    this.follow(new Set());
  }

  async #start(id: ProjectId): Promise<Disposable | undefined> {
    try {
      return await this.#read(id, (series, gone) => {
        this.#means.add(series, gone);
      });
    } catch {
      // The engine is gone, or the project is: it is tried again when the lenses are asked for again.
      this.#followed.delete(id);
      return undefined;
    }
  }
}
