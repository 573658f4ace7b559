import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { ComposeRunner } from '../compose/runner-contract.ts';
import { hasErrors, type Entry } from './entry.ts';

const none: ReadonlySet<string> = new Set();

/** Containers seldom come alone. */
const settleMs = 100;

/**
 * Which services' containers were made from something else than the file says now. Asked again only
 * when the model is another one or the set of containers is: a container that stops has not drifted.
 */
export class Drift {
  readonly #runner: Pick<ComposeRunner, 'drifted'>;
  readonly #log: Log;
  readonly #clock: Clock;
  /** One question at a time: fifty projects that show up at once are in no hurry. */
  #turn: Promise<void> = Promise.resolve();
  readonly #onChange: (name: string) => void;
  readonly #known = new WeakMap<ComposeModel, { key: string; services: ReadonlySet<string> }>();

  constructor(options: {
    readonly runner: Pick<ComposeRunner, 'drifted'>;
    readonly log: Log;
    readonly clock: Clock;
    /** Hears the project name when an answer differs from the one that was given before. */
    readonly onChange: (name: string) => void;
  }) {
    this.#runner = options.runner;
    this.#log = options.log;
    this.#clock = options.clock;
    this.#onChange = options.onChange;
  }

  /**
   * What is known now; what is not known yet is asked for, and `onChange` tells. While something is
   * done to the project (`busy`) its containers come and go, and the engine has better things to do.
   */
  of(
    entry: Entry,
    containers: readonly ContainerItem[],
    options: { readonly busy: boolean },
  ): ReadonlySet<string> {
    const model = entry.model;
    if (model === undefined || hasErrors(entry.loaded) || containers.length === 0) return none;
    const key = containers
      .map(({ id }) => id)
      .sort()
      .join();
    const known = this.#known.get(model);
    if (known?.key === key) return known.services;
    const services = known?.services ?? none;
    if (options.busy) return services;
    this.#known.set(model, { key, services });
    void this.#clock.sleep(settleMs).then(() => {
      this.#turn = this.#turn.then(() => this.#ask(model, key));
    });
    return services;
  }

  async #ask(model: ComposeModel, key: string): Promise<void> {
    // The containers have changed meanwhile: a later question is on its way.
    if (this.#known.get(model)?.key !== key) return;
    try {
      const services = await this.#runner.drifted(model);
      const known = this.#known.get(model);
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
