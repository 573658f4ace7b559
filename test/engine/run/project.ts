import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineState } from '#shared/protocol/engine';
import type { StartResult } from '#shared/protocol/projects';
import { defaultSettings, type Settings } from '#shared/protocol/workspace';
import { systemClock } from '../../../server/src/base/clock.ts';
import type { HyperBoxError } from '../../../server/src/base/error.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { ProgressReport } from '../../../server/src/base/progress.ts';
import type { ComposeModel, ComposeService } from '../../../server/src/compose/model.ts';
import type { PortAllocator, StartOptions } from '../../../server/src/compose/runner-contract.ts';
import { Aftercare, type LateExit } from '../../../server/src/compose/run/aftercare.ts';
import { createComposeRunner } from '../../../server/src/compose/run/runner.ts';
import { createEngineConnection } from '../../../server/src/engines/connection.ts';
import type { EngineConnection } from '../../../server/src/engines/connection-contract.ts';
import type { EngineEvent } from '../../../server/src/engines/contract.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { createPortAllocator } from '../../../server/src/ports/allocator.ts';
import { busyboxImage, busyboxTag, testEndpoint } from '../../support/engine.ts';

export { busyboxTag };

/** A connection that looks at one address only. */
export const connect = async (
  address: string = testEndpoint.address,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EngineConnection> => {
  const environment = {
    env,
    homedir: homedir(),
    platform: process.platform,
    log: silentLog,
  };
  const connection = createEngineConnection({
    setting: () => address,
    environment: environment as never,
    drivers: createDrivers(environment),
    log: silentLog,
    clock: systemClock,
  });
  connection.open();
  const state: EngineState = await connection.ready(AbortSignal.timeout(20_000));
  if (state.kind !== 'connected') throw new Error(`No engine at ${address}: ${state.kind}`);
  return connection;
};

/** A service of canonical form that sleeps until it is told to stop. */
export const sleeper = (more: Partial<ComposeService> = {}): ComposeService => ({
  command: ['sleep', '600'],
  entrypoint: null,
  image: busyboxTag,
  init: true,
  networks: { default: null },
  stop_grace_period: '1s',
  ...more,
});

/** One that is only built. */
export const withoutImage = (declared: ComposeService): ComposeService => {
  const rest: Partial<ComposeService> & Pick<ComposeService, 'command' | 'entrypoint'> = {
    ...declared,
  };
  delete (rest as { image?: string }).image;
  return rest;
};

/** Healthy as soon as it is asked. */
export const healthy: NonNullable<ComposeService['healthcheck']> = {
  test: ['CMD', 'true'],
  interval: '1s',
};

export const modelOf = (
  name: string,
  services: Readonly<Record<string, ComposeService>>,
  more: Partial<ComposeModel> = {},
): ComposeModel => ({
  name,
  services,
  disabledServices: {},
  networks: { default: { name: `${name}_default` } },
  volumes: {},
  configs: {},
  secrets: {},
  models: {},
  extensions: {},
  workingDir: '/srv/example',
  files: ['/srv/example/compose.yaml'],
  activeProfiles: [],
  allProfiles: [],
  environment: {},
  ...more,
});

/** Everything that a project needs to run on a real engine, and its removal. */
export interface Bed {
  readonly connection: EngineConnection;
  readonly folder: string;
  readonly runner: ReturnType<typeof createComposeRunner>;
  readonly reports: ProgressReport[];
  readonly events: EngineEvent[];
  /** Services that ended badly after a start, and the end of the watch that is kept for that. */
  readonly lateExits: LateExit[];
  readonly onDidExit: Aftercare['onDidExit'];
  cared(): Promise<unknown>;
  start(
    model: ComposeModel,
    options?: StartOptions,
    signal?: AbortSignal,
  ): Promise<Omit<StartResult, 'projectId'>>;
  /** The error that a start ends with. */
  failingStart(model: ComposeModel, options?: StartOptions): Promise<HyperBoxError>;
  down(project: string): Promise<void>;
  /** Container ids by name. */
  containers(project: string): Promise<Readonly<Record<string, string>>>;
  dispose(): Promise<void>;
}

export const makeBed = async (
  options: {
    readonly address?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly settings?: Partial<Settings>;
    readonly ports?: (own: PortAllocator) => PortAllocator;
    /** How long services are watched after a start. */
    readonly quietMs?: number;
  } = {},
): Promise<Bed> => {
  const address = options.address ?? testEndpoint.address;
  const connection = await connect(address, options.env);
  await busyboxImage(connection.require(), address);
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox run '));
  const settings: Settings = { ...defaultSettings, startTimeoutMs: 20_000, ...options.settings };
  const reports: ProgressReport[] = [];
  const events: EngineEvent[] = [];
  connection.onEvent((event) => events.push(event));
  const ports = createPortAllocator({
    stateFile: join(folder, 'ports.json'),
    range: () => settings.portsRange,
    connection,
    log: silentLog,
  });
  const { quietMs = 10_000 } = options;
  const aftercare = new Aftercare({ connection, clock: systemClock, log: silentLog, quietMs });
  const lateExits: LateExit[] = [];
  aftercare.onDidExit((exit) => lateExits.push(exit));
  const followed: Promise<void>[] = [];
  const runner = createComposeRunner({
    aftercare: {
      follow(...started) {
        followed.push(aftercare.follow(...started));
        return Promise.all(followed).then(() => undefined);
      },
    },
    connection,
    ports: options.ports?.(ports) ?? ports,
    settings: () => settings,
    stateRoot: folder,
    places: { env: options.env ?? process.env, homedir: homedir(), platform: process.platform },
    log: silentLog,
    clock: systemClock,
  });
  const work = (signal = AbortSignal.timeout(60_000)) => ({
    signal,
    progress: (report: ProgressReport) => reports.push(report),
  });
  return {
    ...{ connection, folder, runner, reports, events, lateExits },
    onDidExit: aftercare.onDidExit,
    cared: () => Promise.all(followed),
    start: (model, startOptions = {}, signal) => runner.start(model, startOptions, work(signal)),
    async failingStart(model, startOptions = {}) {
      try {
        await runner.start(model, startOptions, work());
      } catch (error) {
        return error as HyperBoxError;
      }
      throw new Error('The start should have failed.');
    },
    down: (project) => runner.down({ project }, { volumes: true, removeOrphans: true }, work()),
    async containers(project) {
      const items = await connection
        .require()
        .containers.list({ labels: [`com.docker.compose.project=${project}`] });
      return Object.fromEntries(items.map(({ name, id }) => [name, id]));
    },
    async dispose() {
      aftercare.dispose();
      connection.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
