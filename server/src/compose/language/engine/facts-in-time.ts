import type { EngineFacts } from '../../advice/facts.ts';
import type { ComposeModel } from '../../model.ts';
import { gatherEngineFacts } from './engine-facts.ts';
import { inTime, late } from './in-time.ts';
import type { LanguageEngine } from './language-engine.ts';
import { PortHolders } from './port-holders.ts';

/** What is wrong with a file is not kept back by an engine that is slow, or far away. */
const patienceMs = 100;

/** What is known of the engine for advice: at once, or a little later. */
export class FactsInTime {
  readonly #engine: () => LanguageEngine | undefined;
  readonly #onLate: () => void;
  readonly #ports = new PortHolders();
  #arrived = new WeakMap<ComposeModel, EngineFacts>();

  /** `onLate`: facts that were not there in time have come, and are there when asked for again. */
  constructor(engine: () => LanguageEngine | undefined, onLate: () => void) {
    this.#engine = engine;
    this.#onLate = onLate;
  }

  async of(model: ComposeModel): Promise<EngineFacts | undefined> {
    const engine = this.#engine();
    if (engine?.sight === undefined) return undefined;
    const known = this.#arrived.get(model);
    if (known !== undefined) return known;
    const arrived = this.#arrived;
    // Without an engine that answers there is nothing to say of it.
    const gathering = gatherEngineFacts(model, engine, this.#ports).catch(() => undefined);
    const facts = await inTime(gathering, patienceMs);
    if (facts !== late) return facts;
    void gathering.then((found) => {
      // A change on the engine meanwhile has had everything asked for again.
      if (found === undefined || arrived !== this.#arrived) return;
      arrived.set(model, found);
      this.#onLate();
    });
    return undefined;
  }

  /** Something on the engine is another. */
  engineChanged(): void {
    this.#ports.forget();
    this.#arrived = new WeakMap();
  }
}
