import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ProjectId } from '#shared/protocol/ids';
import type { ReloadAction } from '#shared/protocol/reload';
import { systemClock } from '../../../server/src/base/clock.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { EngineConnection } from '../../../server/src/engines/connection-contract.ts';
import type { FileChange, SyncChange } from '../../../server/src/reload/change.ts';
import { planReload } from '../../../server/src/reload/plan.ts';
import { WorkspaceRecords } from '../../../server/src/reload/reconcile/workspace-records.ts';
import type { ReloadRecords, ServiceRecord } from '../../../server/src/reload/records.ts';
import { isInside } from '../../../server/src/reload/rules/paths.ts';
import type { ReloadRule } from '../../../server/src/reload/rules/rule.ts';
import { SyncBed } from './sync-bed.ts';

describe('finding out what a service has missed', function () {
  this.timeout(60_000);
  const service = 'web';
  const { signal } = new AbortController();
  let bed: SyncBed;
  let records: ReloadRecords;
  before(async () => {
    bed = await SyncBed.open('reconcile');
  });
  after(() => bed.dispose());
  beforeEach(() => {
    bed.remove('.');
    records = restarted();
  });

  /** As a server that has just been started has them. */
  const restarted = (): ReloadRecords =>
    new WorkspaceRecords({
      folder: bed.path('state'),
      connection: { require: () => bed.box.engine } as EngineConnection,
      clock: systemClock,
      log: silentLog,
    }).of('project' as ProjectId);

  const rule = (
    action: ReloadAction,
    path: string,
    more: { readonly target?: string; readonly ignored?: string } = {},
  ): ReloadRule => ({
    ...{ service, action, initialSync: false, origin: 'build', why: '', except: [] },
    ...(more.target !== undefined && { target: more.target }),
    path: bed.path(path),
    covers: (file) =>
      isInside(file, bed.path(path)) && !file.split(sep).includes(more.ignored ?? '..'),
    mayCoverIn: (folder) =>
      (isInside(folder, bed.path(path)) || isInside(bed.path(path), folder)) &&
      !folder.split(sep).includes(more.ignored ?? '..'),
  });

  const recordOf = async (rules: readonly ReloadRule[], id?: string): Promise<ServiceRecord> => {
    const item = id === undefined ? undefined : await bed.box.engine.containers.get(id);
    return { service, rules, containers: item === undefined ? [] : [item] };
  };
  const missed = async (
    rules: readonly ReloadRule[],
    id?: string,
  ): Promise<Readonly<Record<string, FileChange['kind']>>> => {
    const changes = await records.missed(await recordOf(rules, id), signal);
    return Object.fromEntries(
      changes.map(({ path, kind }) => [path.slice(bed.folder.length + 1), kind] as const).sort(),
    );
  };
  /** Brings what was missed, and keeps that it was brought. */
  const bring = async (rules: readonly ReloadRule[], id: string): Promise<void> => {
    const record = await recordOf(rules, id);
    const changes = await records.missed(record, signal);
    const plan = planReload({ changes, rules, running: new Set([service]) }).get(service);
    const sync: readonly SyncChange[] = plan?.sync ?? [];
    const { done } = await bed.sync(id, ...sync);
    await records.tookUp(record, { changes, synced: new Map([[id, done]]) });
  };

  describe('in a container that is known', () => {
    it('finds what came, changed and went while nobody watched, once', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app', ignored: 'node_modules' })];
      for (const name of ['a', 'b', 'c', 'sub/d']) bed.write(`src/${name}`, name);
      bed.write('src/node_modules/x', 'x');
      bed.link('src/link', 'a');
      await bring(rules, id);
      assert.equal(
        await bed.say(id, 'cd /app; find . ! -type d | sort'),
        './a\n./b\n./c\n./link\n./sub/d',
      );
      records = restarted();
      assert.deepEqual(await missed(rules, id), {});

      bed.write('src/a', 'other');
      bed.write('src/new', 'new');
      chmodSync(bed.path('src/b'), 0o755);
      bed.remove('src/sub');
      bed.remove('src/link');
      bed.link('src/link', 'b');
      records = restarted();
      assert.deepEqual(await missed(rules, id), {
        'src/a': 'written',
        'src/b': 'written',
        'src/link': 'written',
        'src/new': 'written',
        'src/sub/d': 'removed',
      });
      await bring(rules, id);
      records = restarted();
      assert.deepEqual(await missed(rules, id), {});
      assert.equal(
        await bed.say(id, 'cd /app; cat a new; readlink link; ls'),
        'othernewb\na\nb\nc\nlink\nnew',
      );
    });

    it('removes what a reload brought that did not come to its end', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app' })];
      bed.write('src/a', '1');
      await bring(rules, id);
      bed.write('src/b', '2');
      const record = await recordOf(rules, id);
      await records.begins(service, { ...record, targets: ['/app/b'] });
      await bed.sync(id, { path: bed.path('src/b'), kind: 'written', target: '/app/b' });
      records = restarted();
      assert.deepEqual(await missed(rules, id), { 'src/b': 'written' });
      bed.remove('src/b');
      assert.deepEqual(await missed(rules, id), { 'src/b': 'removed' });
      await bring(rules, id);
      assert.equal(await bed.say(id, 'ls /app'), 'a');
      assert.deepEqual(await missed(rules, id), {});
    });

    it('still knows it when it was out of sight for a moment, as while its engine restarts', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app' })];
      bed.write('src/a', '1');
      bed.write('src/b', '1');
      await bring(rules, id);
      assert.deepEqual(await missed(rules), {});
      bed.remove('src/b');
      assert.deepEqual(await missed(rules, id), { 'src/b': 'removed' });
    });

    it('knows nothing of what a reload that failed was to bring', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app' })];
      bed.write('src/a', '1');
      await bring(rules, id);
      bed.write('src/a', '2');
      assert.deepEqual(await missed(rules, id), { 'src/a': 'written' });
      assert.deepEqual(await missed(rules, id), { 'src/a': 'written' });
    });

    it('leaves alone what no rule is about any more', async () => {
      const id = await bed.run();
      bed.write('src/a', '1');
      bed.write('src/keep/b', '1');
      await bring([rule('sync', 'src', { target: '/app' })], id);
      bed.remove('src/keep');
      const narrower = [rule('sync', 'src', { target: '/app', ignored: 'keep' })];
      assert.deepEqual(await missed(narrower, id), {});
      assert.deepEqual(await missed([], id), {});
    });
  });

  describe('in a container that is new', () => {
    it('compares with what is in it, and leaves what is not ours', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app' })];
      for (const name of ['same', 'other', 'more', 'deep/same']) bed.write(`src/${name}`, name);
      bed.write('src/chmod', 'c', 0o644);
      bed.write('src/executable', 'e', 0o755);
      await bed.say(
        id,
        'mkdir -p /app/deep; cd /app; printf same > same; printf deep/same > deep/same;' +
          'printf old > other; echo own > own; printf c > chmod; chmod 755 chmod; printf e > executable',
      );
      assert.deepEqual(await missed(rules, id), {
        'src/executable': 'written',
        'src/more': 'written',
        'src/other': 'written',
      });
      await bring(rules, id);
      assert.equal(
        await bed.say(id, 'cd /app; cat other more own; stat -c %a chmod executable'),
        'othermoreown\n755\n755',
      );
      assert.deepEqual(await missed(rules, id), {});
    });

    it('removes what its image has of us and the host no more', async () => {
      const rules = [rule('sync', 'src', { target: '/app' })];
      bed.write('src/a', '1');
      bed.write('src/b', '1');
      const fill = 'mkdir -p /app; cd /app; printf 1 > a; printf 1 > b; echo own > own';
      const first = await bed.run();
      await bed.say(first, fill);
      assert.deepEqual(await missed(rules, first), {});
      bed.remove('src/b');
      // Another container of the same image has what that had at first.
      const second = await bed.run();
      await bed.say(second, fill);
      records = restarted();
      assert.deepEqual(await missed(rules, second), { 'src/b': 'removed' });
      await bring(rules, second);
      assert.equal(await bed.say(second, 'ls /app'), 'a\nown');
    });

    it('looks past installed packages and through links, and brings all where there is too much', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app', ignored: 'node_modules' })];
      bed.write('src/a', '1');
      bed.write('src/lib/b', '1');
      await bed.say(
        id,
        'mkdir -p /srv/real/lib /srv/real/node_modules; ln -s /srv/real /app; cd /app;' +
          'printf 1 > a; printf 1 > lib/b; ln a lib/hard; dd if=/dev/zero of=node_modules/big bs=1M count=20',
      );
      bed.write('src/lib/hard', '1');
      assert.deepEqual(await missed(rules, id), {});
      const full = await bed.run();
      await bed.say(
        full,
        'mkdir -p /app; cd /app; printf 1 > a; dd if=/dev/zero of=big bs=1M count=20',
      );
      for (let i = 0; i < 50; i++) bed.write(`src/more-${String(i)}`, '1');
      assert.equal(Object.keys(await missed(rules, full)).length, 53);
    });

    it('finds thousands of small files, which take more room in an archive than they hold', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app' })];
      for (let i = 0; i < 12_000; i++) bed.write(`src/${String(i)}`, '1');
      await bed.say(id, 'mkdir /app; cd /app; for i in $(seq 0 11999); do printf 1 > $i; done');
      assert.deepEqual(await missed(rules, id), {});
    });

    it('has nothing to compare where a container lacks the folder', async () => {
      bed.write('src/a', '1');
      const id = await bed.run();
      assert.deepEqual(await missed([rule('sync', 'src', { target: '/none/such' })], id), {
        'src/a': 'written',
      });
      assert.deepEqual(await missed([rule('sync', 'src', { target: '/bin/busybox' })], id), {
        'src/a': 'written',
      });
    });
  });

  describe('for rules that copy nothing', () => {
    const started = async (id: string): Promise<void> => {
      await bed.box.engine.containers.restart(id, { graceMs: 0 });
    };

    it('tells what is not as the service last took it up; of a new rule nothing', async () => {
      const id = await bed.run();
      bed.write('src/a', '1');
      bed.write('src/b', '1');
      const rules = [rule('restart', 'src')];
      assert.deepEqual(await missed(rules, id), {});
      bed.write('src/a', '2');
      bed.remove('src/b');
      bed.write('src/c', '1');
      records = restarted();
      const expected = { 'src/a': 'written', 'src/b': 'removed', 'src/c': 'written' };
      assert.deepEqual(await missed(rules, id), expected);
      const record = await recordOf(rules, id);
      const changes = await records.missed(record, signal);
      await records.tookUp(record, { changes, synced: new Map() });
      records = restarted();
      assert.deepEqual(await missed(rules, id), {});
    });

    it('does not count what is written again as it was', async () => {
      const id = await bed.run();
      bed.write('src/a', '1');
      const rules = [rule('restart', 'src')];
      await missed(rules, id);
      bed.write('src/a', '1');
      assert.deepEqual(await missed(rules, id), {});
    });

    it('counts what a container was started after as taken up, but for its image', async () => {
      const id = await bed.run();
      bed.write('src/a', '1');
      bed.write('src/b', '1');
      bed.write('Dockerfile', '1');
      const rules = [rule('restart', 'src'), rule('rebuild', 'Dockerfile')];
      await missed(rules, id);
      bed.write('src/a', '2');
      bed.write('Dockerfile', '2');
      bed.remove('src/b');
      // Clocks are believed to half a second.
      await systemClock.sleep(600);
      await started(id);
      assert.deepEqual(await missed(rules, id), { Dockerfile: 'written' });
      assert.deepEqual(await missed(rules, id), { Dockerfile: 'written' });
    });

    it('does not walk a data disk', async () => {
      const id = await bed.run();
      for (let i = 0; i < 20_100; i++) bed.write(`data/${String(i)}`, '');
      bed.write('src/a', '1');
      const rules = [rule('restart', 'data'), rule('restart', 'src')];
      assert.deepEqual(await missed(rules, id), {});
      bed.write('data/1', 'other');
      bed.write('src/a', '2');
      assert.deepEqual(await missed(rules, id), { 'src/a': 'written' });
    });
  });

  describe('what is kept', () => {
    const file = (): string => {
      const folder = bed.path('state/reload');
      const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.jsonl'));
      return join(folder, name);
    };

    it('survives a line that was cut off, and puts aside what it does not understand', async () => {
      const id = await bed.run();
      const rules = [rule('sync', 'src', { target: '/app' })];
      bed.write('src/a', '1');
      await bring(rules, id);
      appendFileSync(file(), '{"service":"web","tak');
      records = restarted();
      assert.deepEqual(await missed(rules, id), {});
      writeFileSync(file(), '{"version":99}\n');
      records = restarted();
      // Found out anew, by the container itself.
      assert.deepEqual(await missed(rules, id), {});
      assert.equal(readdirSync(bed.path('state/reload')).length, 2);
    });

    it('is of containers that are there', async () => {
      const rules = [rule('sync', 'src', { target: '/app' })];
      bed.write('src/a', '1');
      const [first, second] = [await bed.run(), await bed.run()];
      await bring(rules, first);
      assert.ok(readFileSync(file(), 'utf8').includes(first));
      await bring(rules, second);
      assert.ok(!readFileSync(file(), 'utf8').includes(first));
    });
  });
});
