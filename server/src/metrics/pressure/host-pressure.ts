import { join } from 'node:path';
import type { Pressure } from '#shared/protocol/metrics';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/error.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { Engine } from '../../engines/contract.ts';
import { PressureGauge } from './gauge.ts';
import { explainElsewhere, type Machine } from './machine.ts';

export interface PressureDependencies {
  readonly connection: EngineConnection;
  readonly machine: Machine;
  readonly clock: Clock;
}

/** The pressure of the machine that the engine runs on, where that is this one. */
export class HostPressure {
  readonly #dependencies: PressureDependencies;
  readonly #gauge: PressureGauge;
  #elsewhere: { readonly engine: Engine; readonly why: Promise<string | undefined> } | undefined;

  constructor(dependencies: PressureDependencies) {
    this.#dependencies = dependencies;
    const file = (name: string): string => join(dependencies.machine.procFolder, 'pressure', name);
    this.#gauge = new PressureGauge({ cpu: file('cpu'), memory: file('memory'), io: file('io') });
  }

  async read(): Promise<Pressure> {
    const reason = await this.elsewhere();
    if (reason !== undefined) return { kind: 'unavailable', reason };
    return this.#gauge.read(this.#dependencies.clock.now());
  }

  /** Why nothing of the engine's machine can be seen from here; asked once for each engine. */
  async elsewhere(): Promise<string | undefined> {
    const { engine } = this.#dependencies.connection;
    if (engine === undefined) return 'There is no engine.';
    if (this.#elsewhere?.engine !== engine)
      this.#elsewhere = { engine, why: this.#explain(engine) };
    return await this.#elsewhere.why;
  }

  async #explain(engine: Engine): Promise<string | undefined> {
    const { connection, machine } = this.#dependencies;
    const { state } = connection;
    if (state.kind !== 'connected') return 'There is no engine.';
    try {
      const host = await engine.host();
      return explainElsewhere(machine, { address: state.endpoint.address, host });
    } catch (error) {
      return `It is not known where the engine runs: ${messageOf(error)}`;
    }
  }
}
