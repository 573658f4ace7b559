import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { homedir } from 'node:os';
import type { ProjectsChange } from '#shared/protocol/projects';
import { defaultSettings } from '#shared/protocol/workspace';
import { systemClock } from '../../../server/src/base/clock.ts';
import { DisposableStore } from '../../../server/src/base/disposable.ts';
import { Emitter } from '../../../server/src/base/emitter.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { createComposeRunner } from '../../../server/src/compose/run/runner.ts';
import { createEngineConnection } from '../../../server/src/engines/connection.ts';
import { systemFiles } from '../../../server/src/engines/environment.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { EngineInventory } from '../../../server/src/inventory/inventory.ts';
import { createPortAllocator } from '../../../server/src/ports/allocator.ts';
import { createProjects } from '../../../server/src/projects/projects.ts';
import { ProjectStore } from '../../../server/src/projects/store.ts';
import { watchFolders } from '../../../server/src/reload/folder-watcher.ts';
import { TempTree } from './temp-tree.ts';

describe('projects without an engine', () => {
  let tree: TempTree;
  let owned: DisposableStore;
  let projects: ReturnType<typeof createProjects>;
  beforeEach(() => {
    tree = new TempTree({ 'compose.yaml': 'services:\n  web:\n    image: busybox\n' }, 'shop');
    owned = new DisposableStore();
    const address = `unix://${tree.path('nothing.sock')}`;
    const shared = { log: silentLog, clock: systemClock };
    const machine = { env: {}, homedir: homedir(), platform: process.platform };
    const connection = owned.add(
      createEngineConnection({
        ...shared,
        setting: () => address,
        environment: { ...machine, files: systemFiles },
        drivers: createDrivers({ ...machine, log: silentLog }),
      }),
    );
    connection.open();
    const stateRoot = tree.path('../state');
    const inventory = owned.add(new EngineInventory({ connection, ...shared }));
    const ports = createPortAllocator({
      stateFile: `${stateRoot}/ports.json`,
      range: () => defaultSettings.portsRange,
      connection,
      log: silentLog,
    });
    projects = owned.add(
      createProjects({
        ...shared,
        inventory,
        loadCompose,
        watchFolders,
        environment: {},
        runner: createComposeRunner({
          ...shared,
          connection,
          ports,
          stateRoot,
          places: { env: {}, homedir: stateRoot, platform: process.platform },
          settings: () => defaultSettings,
        }),
        store: new ProjectStore({ folder: tree.path('../state'), log: silentLog }),
        workspace: {
          settings: defaultSettings,
          trusted: true,
          folders: [tree.root],
          stateFolder: tree.path('../state'),
          onDidChange: owned.add(new Emitter<void>()).event,
        },
      }),
    );
  });
  afterEach(() => {
    owned.dispose();
    tree.dispose();
  });

  it('are listed all the same', async () => {
    const [item, ...others] = await projects.list();
    assert.equal(others.length, 0);
    assert.deepEqual(
      [item?.name, item?.state, item?.services[0]?.state],
      ['shop', 'stopped', 'absent'],
    );
  });

  it('are told to who watches, and to a second one at once', async () => {
    const first = await new Promise<ProjectsChange>((resolve) =>
      owned.add(projects.watch(resolve)),
    );
    assert.deepEqual(
      first.upserted.map(({ name }) => name),
      ['shop'],
    );
    const second = await new Promise<ProjectsChange>((resolve) =>
      owned.add(projects.watch(resolve)),
    );
    assert.deepEqual(second, first);
  });

  it('keep what is chosen for them', async () => {
    const [item] = await projects.list();
    await projects.setAutoRestart(item!.id, true);
    assert.equal((await projects.get(item!.id)).autoRestart, true);
  });

  it('are told of anew when another window chooses something for them', async () => {
    const next = (matches: (change: ProjectsChange) => boolean): Promise<void> =>
      new Promise((resolve) => {
        owned.add(
          projects.watch((change) => {
            if (matches(change)) resolve();
          }),
        );
      });
    await next(() => true);
    const [item] = await projects.list();
    const other = new ProjectStore({ folder: tree.path('../state'), log: silentLog });
    const toggled = next(({ upserted }) => upserted.some(({ autoRestart }) => autoRestart));
    await other.update(item!.id, () => ({ autoRestart: true }));
    await toggled;
  });

  it('cannot be started, and say why', async () => {
    const [item] = await projects.list();
    const work = { signal: AbortSignal.timeout(5000), progress: () => undefined };
    await assert.rejects(projects.start(item!.id, {}, work), { code: 'engine-unavailable' });
    assert.equal((await projects.get(item!.id)).busy, undefined);
  });

  it('that are unknown are not found', async () => {
    await assert.rejects(projects.get('/nope' as never), { code: 'not-found' });
    await assert.rejects(projects.setAutoRestart('/nope' as never, true), { code: 'not-found' });
  });
});
