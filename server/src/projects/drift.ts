import type { ContainerItem } from '#shared/protocol/inventory';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { ComposeRunner } from '../compose/runner-contract.ts';
import { hasErrors, type Entry } from './entry.ts';

const none: ReadonlySet<string> = new Set();

/**
 * Which services' containers were made from something else than the file says now. Asked again only
 * when the model is another one or the set of containers is: a container that stops has not drifted.
 */
export class Drift {
  readonly #runner: Pick<ComposeRunner, 'drifted'>;
  readonly #log: Log;
  readonly #onChange: (name: string) => void;
  readonly #known = new WeakMap<ComposeModel, { key: string; services: ReadonlySet<string> }>();

  constructor(options: {
    readonly runner: Pick<ComposeRunner, 'drifted'>;
    readonly log: Log;
    /** Hears the project name when an answer differs from the one that was given before. */
    readonly onChange: (name: string) => void;
  }) {
    this.#runner = options.runner;
    this.#log = options.log;
    this.#onChange = options.onChange;
  }

  /** What is known now; what is not known yet is asked for, and `onChange` tells. */
  of(entry: Entry, containers: readonly ContainerItem[]): ReadonlySet<string> {
    const model = entry.model;
    if (model === undefined || hasErrors(entry.loaded) || containers.length === 0) return none;
    const key = containers
      .map(({ id }) => id)
      .sort()
      .join();
    const known = this.#known.get(model);
    if (known?.key === key) return known.services;
    const services = known?.services ?? none;
    this.#known.set(model, { key, services });
    void this.#ask(model, key);
    return services;
  }

  async #ask(model: ComposeModel, key: string): Promise<void> {
    try {
      const services = await this.#runner.drifted(model);
      const known = this.#known.get(model);
      // The containers have changed meanwhile: a later question is under way.
      if (known?.key !== key) return;
      this.#known.set(model, { key, services });
      if (services.symmetricDifference(known.services).size > 0) this.#onChange(model.name);
    } catch (error) {
      // Not worth a word to the user: the engine went, or a container did while it was looked at.
      this.#log.debug(`Drift of ${model.name} is not known: ${messageOf(error)}`);
      if (this.#known.get(model)?.key === key) this.#known.delete(model);
    }
  }
}
