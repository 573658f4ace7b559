import type { Event } from './base/emitter.ts';
import type { Log } from './base/log.ts';
import type { EngineConnection } from './engines/connection-contract.ts';
import type { Inventory } from './inventory/contract.ts';
import type { Recorded } from './logs/recording/recorders.ts';
import { readDeviceNames } from './metrics/export/device-names.ts';
import { Exports } from './metrics/export/exports.ts';
import { readPressureTotals } from './metrics/export/host-totals.ts';
import { countBySource } from './metrics/export/recorded-lines.ts';
import type { Metrics } from './metrics/metrics.ts';
import { HostPressure } from './metrics/pressure/host-pressure.ts';
import { thisMachine } from './metrics/pressure/machine.ts';
import type { Platform } from './platform.ts';
import type { Timeline } from './reload/timeline.ts';
import { userStateFolder } from './workspace/initialization.ts';
import type { ClientWorkspace } from './workspace/workspace.ts';

export interface MetricsExportsDependencies {
  readonly workspace: ClientWorkspace;
  readonly platform: Platform;
  readonly log: Log;
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly metrics: Metrics;
  readonly timeline: Timeline;
  readonly onDidRecord: Event<Recorded>;
}

const nothing = { port: 0, otlp: false };

/** Metrics outside of the editor: of a workspace that is trusted, as its settings are. */
export const createExports = (dependencies: MetricsExportsDependencies): Exports => {
  const { workspace, platform, log, connection, inventory, metrics, timeline, onDidRecord } =
    dependencies;
  const machine = thisMachine(platform.name);
  const host = new HostPressure({ connection, machine, clock: platform.clock });
  const isHere = async (): Promise<boolean> => (await host.elsewhere()) === undefined;
  return new Exports({
    ...{ inventory, log },
    settings: () => (workspace.trusted ? workspace.settings.metrics : nothing),
    onDidChangeSettings: workspace.onDidChange,
    environment: platform.environment,
    stateRoot: userStateFolder(platform),
    watchTotals: (id, listener) => metrics.watchTotals(id, listener),
    runtimeOf: async (id) => connection.require().containers.runtime(id),
    readHost: async () => {
      const { state } = connection;
      if (state.kind !== 'connected') return {};
      const pressure = (await isHere()) ? await readPressureTotals(machine.procFolder) : undefined;
      return {
        cpus: state.engine.cpus,
        memoryBytes: state.engine.memoryBytes,
        ...(pressure !== undefined && { pressure }),
      };
    },
    deviceNames: async () => ((await isHere()) ? readDeviceNames(machine.sysFolder) : new Map()),
    reloads: timeline,
    onDidRecord: (listener) =>
      onDidRecord(({ choice, records }) => {
        listener(countBySource(choice.project, records));
      }),
    clock: platform.clock,
  });
};
