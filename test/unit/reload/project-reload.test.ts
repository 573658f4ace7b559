import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { containerId } from '#shared/protocol/ids';
import type { ProjectItem, ServiceState } from '#shared/protocol/projects';
import { systemClock } from '../../../server/src/base/clock.ts';
import { deferred } from '../../../server/src/base/deferred.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import type { EngineConnection } from '../../../server/src/engines/connection-contract.ts';
import type { FileChange } from '../../../server/src/reload/change.ts';
import { ProjectReload } from '../../../server/src/reload/project-reload.ts';
import { fingerprintOf } from '../../../server/src/reload/reconcile/fingerprint.ts';
import type { RulesNow, RuleSource } from '../../../server/src/reload/rule-source.ts';
import { isInside } from '../../../server/src/reload/rules/paths.ts';
import type { ReloadRule } from '../../../server/src/reload/rules/rule.ts';
import { Timeline } from '../../../server/src/reload/timeline.ts';
import { createWatchFiles } from '../../../server/src/reload/watcher.ts';
import { aContainer, aProject, aService } from '../client/items.ts';
import { TempTree } from '../projects/temp-tree.ts';

/** Moments that a real engine and a real compose file hit now and then are made here by hand. */
describe('the reloads of a project', () => {
  let tree: TempTree;
  let reload: ProjectReload;
  let timeline: Timeline;
  /** What each service would be found to have missed, by who compares. */
  let missing: Map<string, readonly FileChange[]>;
  let rules: RulesNow | undefined;
  let restarts: string[];
  let heard = deferred<undefined>();
  /** A restart ends when this does. */
  let restarted: Promise<unknown>;
  /** Nothing is watched any sooner. */
  let watched: Promise<unknown>;
  const watchFiles = createWatchFiles({ name: process.platform, clock: systemClock });

  const news = (): void => {
    heard.resolve(undefined);
    heard = deferred();
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await heard.promise;
  };

  const rule = (service: string): ReloadRule => {
    const path = tree.path(service);
    return {
      ...{ service, action: 'restart', path, origin: 'develop', initialSync: false },
      ...{ why: '', except: [] },
      covers: (file) => isInside(file, path),
      mayCoverIn: (folder) => isInside(path, folder) || isInside(folder, path),
    };
  };
  const now = (): RulesNow => ({
    model: { name: 'shop', services: {} } as unknown as ComposeModel,
    rules: [rule('web'), rule('db')],
    read: [],
    hostPath: () => (file: string) => file,
  });

  /** With `web` in a state, its container as that has it. */
  const item = (state: ServiceState, more: { readonly autoRestart?: boolean } = {}): ProjectItem =>
    aProject({
      directory: tree.root,
      workspaceFolder: tree.root,
      services: [
        aService({
          ...{ name: 'web', state, autoRestart: true, ...more },
          containers: [
            aContainer({ id: idOf('a'), status: state === 'running' ? 'running' : 'exited' }),
          ],
        }),
        aService({ name: 'db', autoRestart: true, containers: [aContainer({ id: idOf('b') })] }),
      ],
    });
  const idOf = (letter: string) => containerId.parse(letter.repeat(64));

  const open = (first: ProjectItem): void => {
    reload = new ProjectReload(first, {
      connection: { require: () => ({}) } as unknown as EngineConnection,
      runner: {
        start: () => Promise.reject(new Error('nothing is made anew')),
        restart: async ({ services = [] }) => {
          restarts.push(...services);
          news();
          await restarted;
          return services.map((name) => ({ name, containerIds: [] }));
        },
        untilReady: () => Promise.resolve('running'),
      },
      clock: systemClock,
      rules: {
        current: () => Promise.resolve(rules),
        get last() {
          return rules;
        },
        fileChanged: () => undefined,
      } as unknown as RuleSource,
      records: {
        missed: ({ service }) => {
          const found = missing.get(service) ?? [];
          missing.set(service, []);
          compared.push(service);
          news();
          return Promise.resolve(found);
        },
        begins: () => Promise.resolve(),
        tookUp: () => Promise.resolve(),
      },
      poll: () => false,
      homeFolder: tree.path('home'),
      foldsCase: false,
      watchFiles: (options) => {
        const watch = watchFiles(options);
        return { ...watch, ready: Promise.all([watch.ready, watched]).then(() => undefined) };
      },
      timeline,
      log: silentLog,
    });
  };
  let compared: string[];

  beforeEach(() => {
    tree = new TempTree({ 'web/a': '1', 'db/a': '1' });
    timeline = new Timeline(systemClock);
    timeline.onDidChange(news);
    missing = new Map();
    rules = now();
    [restarts, compared] = [[], []];
    restarted = watched = Promise.resolve();
  });
  afterEach(() => {
    reload.dispose();
    timeline.dispose();
    tree.dispose();
  });

  const miss = (service: string): void => {
    missing.set(service, [{ path: tree.path(`${service}/a`), kind: 'written' }]);
  };
  const isDone = (count: number) => (): boolean =>
    timeline.rows.filter(({ outcome }) => outcome?.kind === 'done').length >= count;

  it('compare a service that came up only once its files are watched', async () => {
    open(item('exited'));
    await until(() => compared.includes('db'));
    const ready = deferred<undefined>();
    watched = ready.promise;
    reload.update(item('running'));
    // The engine may tell more of it at any time.
    reload.update(item('running'));
    await setTimeout(50);
    assert.deepEqual(compared, ['db']);
    miss('web');
    ready.resolve(undefined);
    await until(isDone(1));
    assert.deepEqual(restarts, ['web']);
  });

  it('bring what was saved of a service that was off while its last restart came to its end', async () => {
    const end = deferred<undefined>();
    restarted = end.promise;
    open(item('running'));
    await until(() => compared.length === 2);
    tree.write({ 'web/a': 'changed' });
    await until(() => restarts.length === 1);
    reload.update(item('running', { autoRestart: false }));
    miss('web');
    end.resolve(undefined);
    await until(isDone(1));
    reload.update(item('running'));
    await until(isDone(2));
    assert.deepEqual(restarts, ['web', 'web']);
    assert.deepEqual(compared.slice(2), ['web']);
  });

  it('bring what was saved while the compose file could not be used', async () => {
    open(item('running'));
    await until(() => compared.length === 2);
    const before = rules;
    rules = undefined;
    miss('web');
    await reload.hear(tree.path('web/a'), { inEditor: true });
    await setTimeout(100);
    assert.deepEqual(restarts, []);
    rules = before;
    reload.update(item('running'));
    await until(isDone(1));
    assert.deepEqual(restarts, ['web']);
  });

  it('begin to follow a project whose compose file could not be used at first', async () => {
    const usable = rules;
    rules = undefined;
    open(item('running'));
    await setTimeout(10);
    rules = usable;
    reload.update(item('running'));
    await until(() => compared.length === 2);
    tree.write({ 'web/a': 'changed' });
    await until(isDone(1));
    assert.deepEqual(restarts, ['web']);
  });

  it('restart once for what is heard of while it is found to be missed', async () => {
    const end = deferred<undefined>();
    open(item('running'));
    await until(() => compared.length === 2);
    // It comes up again, and somebody saves while what it missed is brought.
    reload.update(item('exited'));
    missing.set('web', [
      {
        ...{ path: tree.path('web/a'), kind: 'written' },
        fingerprint: (await fingerprintOf(tree.path('web/a')))!,
      },
    ]);
    restarted = end.promise;
    reload.update(item('running'));
    await until(() => restarts.length === 1);
    await reload.hear(tree.path('web/a'), { inEditor: true });
    await setTimeout(50);
    end.resolve(undefined);
    await until(isDone(1));
    tree.write({ 'web/b': 'something else' });
    await until(isDone(2));
    assert.deepEqual(restarts, ['web', 'web']);
    assert.deepEqual(
      timeline.rows.map(({ files }) => files),
      [[tree.path('web/a')], [tree.path('web/b')]],
    );
  });
});
