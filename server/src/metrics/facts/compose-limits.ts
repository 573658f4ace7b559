import { messageOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { ComposeModel } from '../../compose/model.ts';
import { parseBytes } from '../../compose/values/bytes.ts';
import type { Projects } from '../../projects/contract.ts';

export interface Limits {
  readonly cpuLimitCores?: number;
  readonly memoryLimitBytes?: number;
}

/**
 * What compose files say that services may use. The engine's own record comes first; this is for
 * containers that were made before the file said so, and for engines that cannot limit.
 */
export class ComposeLimits {
  readonly #projects: Pick<Projects, 'list' | 'load'>;
  readonly #log: Log;
  readonly #limits = new Map<string, ReadonlyMap<string, Limits>>();
  readonly #reading = new Map<string, Promise<void>>();

  constructor(options: { readonly projects: Pick<Projects, 'list' | 'load'>; readonly log: Log }) {
    this.#projects = options.projects;
    this.#log = options.log;
  }

  of(project: string, service: string): Limits {
    return this.#limits.get(project)?.get(service) ?? {};
  }

  /** Reads the project's files as they are now; once for all who ask meanwhile. */
  read(project: string): Promise<void> {
    const running = this.#reading.get(project);
    if (running !== undefined) return running;
    const reading = this.#read(project)
      .catch((error: unknown) => {
        this.#log.debug(`No limits of ${project}: ${messageOf(error)}`);
      })
      .finally(() => this.#reading.delete(project));
    this.#reading.set(project, reading);
    return reading;
  }

  async #read(project: string): Promise<void> {
    const item = (await this.#projects.list()).find(({ name }) => name === project);
    const model = item && (await this.#projects.load(item.id)).model;
    if (model !== undefined) this.#limits.set(project, limitsOf(model));
  }
}

export const limitsOf = (model: ComposeModel): ReadonlyMap<string, Limits> =>
  new Map(
    Object.entries(model.services).map(([name, service]) => {
      const { cpus, memory } = service.deploy?.resources?.limits ?? {};
      const cores = Number(cpus ?? service.cpus ?? 0);
      const bytes = parseBytes(memory ?? service.mem_limit ?? '') ?? 0;
      const limits: Limits = {
        ...(cores > 0 && { cpuLimitCores: cores }),
        ...(bytes > 0 && { memoryLimitBytes: bytes }),
      };
      return [name, limits];
    }),
  );
