import { join } from 'node:path';
import { DisposableStore, type Disposable } from './base/disposable.ts';
import type { Log } from './base/log.ts';
import { loadCompose } from './compose/load.ts';
import { Aftercare } from './compose/run/aftercare.ts';
import { Recreations } from './compose/run/recreations.ts';
import { createComposeRunner } from './compose/run/runner.ts';
import type { EngineConnection } from './engines/connection-contract.ts';
import type { Inventory } from './inventory/contract.ts';
import type { Platform } from './platform.ts';
import { createPortAllocator } from './ports/allocator.ts';
import type { Projects } from './projects/contract.ts';
import { LateExits } from './projects/late-exits.ts';
import { createProjects } from './projects/projects.ts';
import { ProjectStore } from './projects/store.ts';
import { AutoRestart } from './reload/auto-restart.ts';
import { watchFolders } from './reload/folder-watcher.ts';
import { WorkspaceRecords } from './reload/reconcile/workspace-records.ts';
import { TimelineFile } from './reload/timeline-file.ts';
import { Timeline } from './reload/timeline.ts';
import { createWatchFiles } from './reload/watcher.ts';
import type { Reload, Workspace } from './services.ts';
import { userStateFolder } from './workspace/initialization.ts';

export interface ProjectServicesOptions {
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly log: Log;
  readonly connection: EngineConnection;
  readonly inventory: Inventory;
}

export interface ProjectServices extends Disposable {
  readonly projects: Projects;
  readonly reload: Reload;
  readonly timeline: Timeline;
  readonly lateExits: LateExits;
  readonly recreations: Recreations;
}

/** Everything from a compose file to running containers. */
export const createProjectServices = (options: ProjectServicesOptions): ProjectServices => {
  const { workspace, platform, log, connection, inventory } = options;
  const { clock } = platform;
  const stateRoot = userStateFolder(platform);
  const lifetime = new DisposableStore();
  const aftercare = lifetime.add(new Aftercare({ connection, clock, log }));
  const recreations = new Recreations(clock);
  const runner = createComposeRunner({
    connection,
    recreations,
    ports: createPortAllocator({
      stateFile: join(stateRoot, 'ports.json'),
      range: () => workspace.settings.portsRange,
      connection,
      log,
      clock,
    }),
    settings: () => workspace.settings,
    stateRoot,
    places: {
      env: platform.environment,
      homedir: platform.homeFolder,
      platform: platform.name,
    },
    log,
    clock,
    aftercare,
  });
  const store = new ProjectStore({ folder: workspace.stateFolder, log, clock });
  const projects = createProjects({
    workspace,
    inventory,
    runner,
    loadCompose,
    store,
    watchFolders,
    log,
    environment: definedVariables(platform.environment),
    clock,
  });
  lifetime.add(projects);
  const timeline = lifetime.add(
    new Timeline(clock, new TimelineFile({ folder: workspace.stateFolder, clock, log })),
  );
  const lateExits = lifetime.add(new LateExits({ onDidExit: aftercare.onDidExit, projects, log }));
  const reload = lifetime.add(
    new AutoRestart({
      ...{ workspace, connection, projects, store, timeline, clock, log },
      runner: runner.services,
      records: new WorkspaceRecords({ folder: workspace.stateFolder, connection, clock, log }),
      watchFiles: createWatchFiles({ name: platform.name, clock }),
      foldsCase: platform.name === 'darwin' || platform.name === 'win32',
      homeFolder: platform.homeFolder,
      onDidExit: lateExits.onDidExit,
    }),
  );
  return {
    projects,
    reload,
    timeline,
    lateExits,
    recreations,
    dispose: () => {
      lifetime.dispose();
    },
  };
};

const definedVariables = (environment: Platform['environment']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
