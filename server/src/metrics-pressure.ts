import type { Clock } from './base/clock.ts';
import { PressureWatches } from './clients/pressure-watches.ts';
import type { EngineConnection } from './engines/connection-contract.ts';
import type { Metrics } from './metrics/metrics.ts';
import { HostPressure } from './metrics/pressure/host-pressure.ts';
import { thisMachine } from './metrics/pressure/machine.ts';
import type { Platform } from './platform.ts';

export interface PressureDependencies {
  readonly connection: EngineConnection;
  readonly metrics: Metrics;
  readonly platform: Platform;
  readonly clock: Clock;
}

/** Who shows all the time how the engine's machine fares; advice is that of the dashboard. */
export const createPressureWatches = (dependencies: PressureDependencies): PressureWatches => {
  const { connection, metrics, platform, clock } = dependencies;
  const host = new HostPressure({ connection, clock, machine: thisMachine(platform.name) });
  return new PressureWatches({
    read: () => host.read(),
    advise: async (onAdvice) => {
      const { stream } = await metrics.openDashboard({ kind: 'engine' }, ({ advice }) => {
        if (advice !== undefined) onAdvice(advice);
      });
      stream.start();
      return stream;
    },
  });
};
