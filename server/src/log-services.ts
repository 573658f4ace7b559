import { join } from 'node:path';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from './base/clock.ts';
import { DisposableStore, type Disposable } from './base/disposable.ts';
import type { Event } from './base/emitter.ts';
import { messageOf } from './base/error.ts';
import type { Log } from './base/log.ts';
import type { EngineConnection } from './engines/connection-contract.ts';
import type { Inventory } from './inventory/contract.ts';
import { Logs } from './logs/logs.ts';
import { Farewells } from './logs/recording/farewells.ts';
import { Recorders, type Recorded } from './logs/recording/recorders.ts';
import type { LogLimits } from './logs/ring/contract.ts';
import { DiskRings } from './logs/ring/disk-rings.ts';
import type { Projects } from './projects/contract.ts';
import type { Workspace } from './services.ts';

export interface LogServicesOptions {
  readonly workspace: Workspace;
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
  readonly projects: Pick<Projects, 'get'>;
  readonly onDidReload: Event<ReloadItem>;
  /** Why a container took the place of another. */
  readonly reasonOf: (container: ContainerItem) => string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

export interface LogServices extends Disposable {
  readonly logs: Logs;
  /** To be called before a container is removed: what it printed is kept. */
  beforeRemove(id: string): Promise<void>;
  /** Something went into one of the rings. */
  readonly onDidRecord: Event<Recorded>;
  /** What was recorded is on disk. */
  settled(): Promise<void>;
}

/** All rings of a workspace together take as much as this many that are full. */
const fullRings = 8;
/** Of a ring that is forgotten with its last view. */
const passingBytes = 64 * 1024 * 1024;

/** Everything from what containers print to the lines of a view. */
export const createLogServices = (options: LogServicesOptions): LogServices => {
  const { workspace, clock, log } = options;
  const lifetime = new DisposableStore();
  const rings = new DiskRings({
    folder: join(workspace.stateFolder, 'logs'),
    limits: limitsOf(workspace.settings.logs),
    clock,
    log,
  });
  lifetime.add(
    workspace.onDidChange(() => {
      rings.setLimits(limitsOf(workspace.settings.logs));
    }),
  );
  const recorders = new Recorders(rings, {
    ...options,
    onError: (error) => {
      log.warn(`Recording a log failed: ${messageOf(error)}`);
    },
  });
  const farewells = new Farewells({ ...options, recorders });
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= recorders.dispose());
  return {
    logs: new Logs({ ...options, recorders }),
    beforeRemove: (id) => farewells.say(id),
    onDidRecord: recorders.onDidRecord,
    settled: async () => {
      await Promise.all([recorders.settled(), farewells.settled()]);
    },
    dispose: () => {
      lifetime.dispose();
      end().catch((error: unknown) => {
        log.warn(`Not all log lines are kept: ${messageOf(error)}`);
      });
    },
  };
};

const limitsOf = ({ keepBytes, keepMs }: Workspace['settings']['logs']): LogLimits => ({
  ringBytes: keepBytes === 0 ? passingBytes : keepBytes,
  ageMs: keepMs === 0 ? Number.POSITIVE_INFINITY : keepMs,
  totalBytes: fullRings * (keepBytes === 0 ? passingBytes : keepBytes),
  ...(keepBytes === 0 && { forgetOnClose: true }),
});
