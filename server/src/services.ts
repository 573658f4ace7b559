import { join } from 'node:path';
import type { ProjectId, ReloadId } from '#shared/protocol/ids';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import type { Settings } from '#shared/protocol/workspace';
import { DisposableStore, type Disposable } from './base/disposable.ts';
import type { Event } from './base/emitter.ts';
import type { Log } from './base/log.ts';
import { ListWatches } from './clients/list-watches.ts';
import { LogStreams } from './clients/log-streams.ts';
import { OneOffRuns } from './clients/one-off-runs.ts';
import { MetricsStreams } from './clients/metrics-streams.ts';
import { ClientProjects } from './clients/opened-projects.ts';
import type { PressureWatches } from './clients/pressure-watches.ts';
import { ProjectWatches } from './clients/project-watches.ts';
import { ReloadWatches } from './clients/reload-watches.ts';
import { TerminalStreams } from './clients/terminal-streams.ts';
import { ComposeConfigs } from './compose/config-service.ts';
import type { LanguageEngine } from './compose/language/engine/language-engine.ts';
import { LiveEngine } from './compose/language/engine/live-engine.ts';
import { UsageWatches } from './clients/usage-watches.ts';
import { Containers } from './containers/containers.ts';
import { beforeRemove } from './engines/before-remove.ts';
import type { EngineConnection } from './engines/connection-contract.ts';
import { createEngineConnection } from './engines/connection.ts';
import { systemFiles } from './engines/environment.ts';
import { createDrivers } from './engines/registry.ts';
import { Images } from './images/images.ts';
import type { Inventory } from './inventory/contract.ts';
import { EngineInventory } from './inventory/inventory.ts';
import { createLogServices, type LogServices } from './log-services.ts';
import { Locator } from './logs/locate/locator.ts';
import type { Exports } from './metrics/export/exports.ts';
import { Metrics } from './metrics/metrics.ts';
import { thisMachine } from './metrics/pressure/machine.ts';
import { createExports } from './metrics-exports.ts';
import { createPressureWatches } from './metrics-pressure.ts';
import { Networks } from './networks/networks.ts';
import type { Platform } from './platform.ts';
import type { Projects } from './projects/contract.ts';
import type { LateExits } from './projects/late-exits.ts';
import { createProjectServices } from './project-services.ts';
import type { Timeline } from './reload/timeline.ts';
import { Terminals } from './terminals/terminals.ts';
import { Volumes } from './volumes/volumes.ts';
import type { ClientWorkspace } from './workspace/workspace.ts';

/** What changes while the server runs and who needs to know. */
export interface Workspace {
  readonly settings: Settings;
  readonly trusted: boolean;
  /** Absolute paths. */
  readonly folders: readonly string[];
  readonly stateFolder: string;
  readonly onDidChange: Event<void>;
}

/** Restarts services when a file that they are made of is saved. */
export interface Reload extends Disposable {
  /** Takes up the toggles that were left on. */
  open(): void;
  /** The editor saved this file: sooner than any file watcher notices. */
  fileSaved(path: string): void;
  /** Which rule would do what, whether the toggle is on or not. */
  explain(id: ProjectId, service?: string): Promise<readonly ReloadRuleItem[]>;
  /** Once more what a row of the timeline did, with the files as they are now. */
  again(id: ReloadId): Promise<void>;
}

/** Every service, built once; handlers reach them by name. */
export interface Services extends Disposable {
  readonly workspace: ClientWorkspace;
  readonly engine: EngineConnection;
  readonly inventory: Inventory;
  readonly composeConfigs: ComposeConfigs;
  readonly languageEngine: LanguageEngine;
  readonly projects: Projects;
  readonly reload: Reload;
  readonly timeline: Timeline;
  readonly reloadWatches: ReloadWatches;
  readonly lateExits: LateExits;
  readonly containers: Containers;
  readonly images: Images;
  readonly volumes: Volumes;
  readonly networks: Networks;
  readonly listWatches: ListWatches;
  readonly projectWatches: ProjectWatches;
  readonly openedProjects: ClientProjects;
  readonly logStreams: LogStreams;
  readonly metrics: Metrics;
  readonly metricsStreams: MetricsStreams;
  readonly metricsExports: Exports;
  readonly usageWatches: UsageWatches;
  readonly pressureWatches: PressureWatches;
  readonly terminalStreams: TerminalStreams;
  readonly oneOffRuns: OneOffRuns;
}

export interface ServiceDependencies {
  readonly workspace: ClientWorkspace;
  readonly platform: Platform;
  readonly log: Log;
  /** What containers printed is kept before they are removed. True when absent. */
  readonly keepsLogs?: boolean;
}

/** Makes every service; none of them does anything before somebody asks it to. */
export const createServices = ({
  workspace,
  platform,
  log,
  keepsLogs = true,
}: ServiceDependencies): Services => {
  const lifetime = new DisposableStore();
  const { clock } = platform;
  const found = lifetime.add(createConnection(workspace, platform, log));
  const connection: EngineConnection = keepsLogs
    ? beforeRemove(found, (id) => logs.beforeRemove(id))
    : found;
  const inventory = lifetime.add(new EngineInventory({ connection, log, clock }));
  const { projects, reload, timeline, lateExits, recreations } = lifetime.add(
    createProjectServices({ workspace, platform, log, connection, inventory }),
  );
  const languageEngine = lifetime.add(
    new LiveEngine({
      connection,
      inventory,
      clock,
      pullIdleTimeoutMs: () => workspace.settings.pullIdleTimeoutMs,
    }),
  );
  const images = new Images(connection, workspace);
  const metrics = lifetime.add(
    new Metrics({
      ...{ connection, inventory, projects, clock, log },
      folder: join(workspace.stateFolder, 'metrics'),
      reloads: timeline,
      machine: thisMachine(platform.name),
    }),
  );
  const logs: LogServices = lifetime.add(
    createLogServices({
      ...{ workspace, connection, inventory, projects, clock, log },
      onDidReload: timeline.onDidEnd,
      reasonOf: (container) => recreations.takeReason(container),
    }),
  );
  const { onDidRecord } = logs;
  const metricsExports = lifetime.add(
    createExports({
      ...{ workspace, platform, log, connection, inventory, metrics, timeline, onDidRecord },
    }),
  );
  const terminalStreams = new TerminalStreams(new Terminals(connection));
  const services: Services = {
    workspace,
    engine: connection,
    inventory,
    languageEngine,
    projects,
    reload,
    timeline,
    reloadWatches: new ReloadWatches(timeline),
    lateExits,
    containers: new Containers(connection),
    images,
    composeConfigs: new ComposeConfigs(platform.environment),
    volumes: new Volumes(connection),
    networks: new Networks(connection),
    listWatches: new ListWatches(inventory),
    projectWatches: new ProjectWatches(projects),
    openedProjects: new ClientProjects(projects),
    logStreams: new LogStreams(logs, lifetime.add(new Locator({ connection, projects }))),
    metrics,
    metricsStreams: new MetricsStreams(metrics),
    metricsExports,
    pressureWatches: createPressureWatches({ connection, metrics, platform, clock }),
    usageWatches: new UsageWatches({
      open: (onTick) => metrics.open({ kind: 'engine' }, onTick),
      onDidChangeEngine: connection.onDidChangeState,
    }),
    terminalStreams,
    oneOffRuns: new OneOffRuns({ projects, terminals: terminalStreams, connection, log }),
    dispose: () => {
      lifetime.dispose();
    },
  };
  lifetime.add(followWorkspace(services));
  return services;
};

const createConnection = (
  workspace: ClientWorkspace,
  platform: Platform,
  log: Log,
): EngineConnection => {
  const { environment: env, name, homeFolder: homedir, clock } = platform;
  return createEngineConnection({
    setting: () => workspace.settings.engine,
    environment: { env, platform: name, homedir, files: systemFiles },
    drivers: createDrivers({ env, platform: name, homedir, log }),
    log,
    clock,
  });
};

/** Begins once the workspace is trusted; looks for another engine when the setting names another. */
const followWorkspace = ({ workspace, engine, reload }: Services): Disposable => {
  let setting: string | undefined;
  const apply = (): void => {
    if (!workspace.trusted) return;
    const wanted = workspace.settings.engine;
    if (setting === undefined) {
      engine.open();
      reload.open();
    } else if (setting !== wanted) void engine.select(undefined);
    setting = wanted;
  };
  apply();
  return workspace.onDidChange(apply);
};
