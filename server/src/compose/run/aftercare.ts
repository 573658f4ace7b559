import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { messageOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { StartedService } from '../runner-contract.ts';
import { firstBadEnd, type BadEnd } from './bad-end.ts';
import type { ContainerWatch } from './watch.ts';

/** A service that ended by itself, and badly, soon after a start that had succeeded. */
export interface LateExit extends BadEnd {
  readonly project: string;
  readonly service: string;
}

export interface AftercareOptions {
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a service has to go on to need no more care. */
  readonly quietMs?: number;
}

/**
 * Goes on watching what a start has brought up: a service that cannot reach its database dies when
 * the start has long said that it runs. It hears events and asks the engine only about an end.
 */
export class Aftercare implements Disposable {
  readonly #options: AftercareOptions;
  /** One for each service of a project; a newer start of it takes over. */
  readonly #followed = new Map<string, AbortController>();
  readonly #exits = new Emitter<LateExit>();
  readonly onDidExit = this.#exits.event;

  constructor(options: AftercareOptions) {
    this.#options = options;
  }

  /**
   * Takes over `watch`, which has heard of the containers since before they were started. Resolves
   * when it is known of all how they do.
   */
  async follow(
    project: string,
    services: readonly StartedService[],
    watch: ContainerWatch,
  ): Promise<void> {
    await Promise.all(services.map((service) => this.#attend(project, service, watch)));
    watch.dispose();
  }

  dispose(): void {
    for (const over of this.#followed.values()) over.abort();
    this.#exits.dispose();
  }

  async #attend(project: string, service: StartedService, watch: ContainerWatch): Promise<void> {
    const { connection, log, clock, quietMs = 10_000 } = this.#options;
    const { engine } = connection;
    if (engine === undefined) return;
    const key = `${project} ${service.name}`;
    const over = new AbortController();
    this.#followed.get(key)?.abort();
    this.#followed.set(key, over);
    // What ends because its engine goes did not fail, and what was missed meanwhile is not known.
    const gap = connection.onDidChangeState(() => {
      over.abort();
    });
    try {
      const { containerIds } = service;
      const end = await firstBadEnd(containerIds, { engine, watch, clock, quietMs }, over.signal);
      if (end !== undefined) this.#exits.fire({ ...end, project, service: service.name });
    } catch (error) {
      if (!over.signal.aborted)
        log.warn(`"${service.name}" of ${project} is no longer watched: ${messageOf(error)}`);
    } finally {
      gap.dispose();
      if (this.#followed.get(key) === over) this.#followed.delete(key);
    }
  }
}
