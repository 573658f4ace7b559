import assert from 'node:assert/strict';
import type { ContainerId, ProjectId, ReloadId } from '#shared/protocol/ids';
import type { ReloadItem } from '#shared/protocol/reload';
import { systemClock } from '../../../server/src/base/clock.ts';
import { DisposableStore } from '../../../server/src/base/disposable.ts';
import { Emitter } from '../../../server/src/base/emitter.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { createEngineConnection } from '../../../server/src/engines/connection.ts';
import { systemFiles } from '../../../server/src/engines/environment.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { EngineInventory } from '../../../server/src/inventory/inventory.ts';
import { projectRing } from '../../../server/src/logs/ring-choice.ts';
import { Recorder } from '../../../server/src/logs/recording/recorder.ts';
import type { LogRing } from '../../../server/src/logs/ring/contract.ts';
import { newFolder, openRings, removeFolder } from '../../unit/logs/ring/rings.ts';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { testEndpoint } from '../../support/engine.ts';

const reloads = 8;

describe('the marker of a reload', () => {
  const owned = new DisposableStore();
  const reloaded = new Emitter<ReloadItem>();
  let box: Box;
  let folder: string;
  let ring: LogRing;
  let recorder: Recorder;
  let id: ContainerId;
  const told: string[] = [];
  /** Resolves with the next of them. */
  let heard = Promise.withResolvers<undefined>();

  before(async () => {
    box = await openBox('reload-marker');
    folder = await newFolder();
    const environment = {
      ...{ env: {}, platform: process.platform },
      ...{ homedir: '/nonexistent', files: systemFiles },
    };
    const connection = createEngineConnection({
      setting: () => testEndpoint.address,
      environment,
      drivers: createDrivers({ ...environment, log: silentLog }),
      log: silentLog,
      clock: systemClock,
    });
    owned.add(connection);
    connection.open();
    await connection.ready();
    const inventory = owned.add(
      new EngineInventory({ connection, log: silentLog, clock: systemClock }),
    );
    id = await box.run({
      command: ['sh', '-c', 'trap exit TERM; echo up; while :; do sleep 0.05; done'],
      name: box.name('web'),
      labels: composeLabels(box.name('shop'), 'web'),
    });
    const choice = projectRing(box.name('shop'));
    ring = await openRings(folder).open(choice.key);
    recorder = new Recorder(choice, ring, {
      ...{ connection, inventory, clock: systemClock, reasonOf: () => undefined },
      onDidReload: reloaded.event,
      onError: assert.ifError,
    });
    recorder.onDidAppend(({ records }) => {
      told.push(...records.map(({ text }) => text));
      heard.resolve(undefined);
      heard = Promise.withResolvers();
    });
    recorder.start();
    await recorder.ready;
  });

  after(async () => {
    recorder.dispose();
    owned.dispose();
    await ring.close();
    await box.dispose();
    await removeFolder(folder);
  });

  const count = (word: string): number => told.filter((text) => text.includes(word)).length;

  it('comes after those of the restart that it led to', async () => {
    const expected: string[] = [];
    for (let n = 1; n <= reloads; n++) {
      await box.engine.containers.restart(id);
      // Whoever restarted it says so before the engine's events are here.
      reloaded.fire(reloadOf(box.name('shop')));
      while (count('reloaded') < n || count('restarted') < n || count('up') < n + 1) {
        await heard.promise;
      }
      expected.push('exited', 'restarted', 'reloaded');
    }
    const markers = told.filter((text) => text !== 'up');
    assert.deepEqual(
      markers.map((text) => / (exited|started|restarted|reloaded)/.exec(text)?.[1]),
      expected,
    );
  });
});

const reloadOf = (project: string): ReloadItem => ({
  id: 'reload' as ReloadId,
  projectId: 'project' as ProjectId,
  ...{ project, service: 'web', action: 'restart', cause: 'saved', files: ['/web/index.js'] },
  ...{ fileCount: 1, why: [], savedAtMs: 0, stages: [] },
  outcome: { kind: 'done', durationMs: 100 },
});
