import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { projectsStart, projectsStop } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';
import { useBeds } from './use-beds.ts';
import { from, idle, image } from './watched-project.ts';

const watch = (rule: string): string => `develop: { watch: [${rule}] }`;
const synced = watch('{ action: sync, path: ./src, target: /app }');
const restarted = watch('{ action: sync+restart, path: ./src, target: /app }');
const app = (develop: string, more = ''): string => `services:
  app:
    ${image}
    ${idle}
    ${develop}
${more}`;

/** What users of other tools complain of, each with the number of its issue. */
describe('hot reload where other tools fail', function () {
  this.timeout(90_000);
  const beds = useBeds();
  const gitIn = (cwd: string, ...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    execFileSync('git', [...identity, ...args], { cwd, stdio: 'ignore' });
  };

  it('finds what changed while no window was open (docker/compose#11102, #11344)', async () => {
    const bed = await beds.open({ 'compose.yaml': app(synced), 'src/a': '1', 'src/gone': '1' });
    bed.write({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
    bed.write({ 'src/gone': '2' });
    await bed.untilFile('app', '/app/gone', '2');
    await bed.closeWindow();
    bed.write({ 'src/a': '3', 'src/new/file': '3' });
    bed.remove('src/gone');
    await bed.openWindow();
    await bed.untilFile('app', '/app/a', '3');
    await bed.untilFile('app', '/app/new/file', '3');
    await bed.untilFile('app', '/app/gone', undefined);
    await bed.row('told as missed', ({ cause }) => cause === 'missed');
    assert.equal(bed.starts('app'), 0);
  });

  it('does nothing where nothing changed while no window was open', async () => {
    const bed = await beds.open({ 'compose.yaml': app(restarted), 'src/a': '1' });
    await bed.settled('app');
    bed.write({ 'src/a': '2' });
    await bed.row(
      'the change',
      ({ service, outcome }) => service === 'app' && outcome?.kind === 'done',
    );
    assert.equal(await bed.read('app', '/app/a'), '2');
    assert.equal(bed.starts('app'), 1);
    await bed.closeWindow();
    await bed.openWindow();
    // What comes after shows that nothing came before.
    await bed.save({ 'src/a': '3' });
    await bed.untilFile('app', '/app/a', '3');
    await bed.until('the restart', () => bed.starts('app') >= 2);
    assert.equal(bed.starts('app'), 2);
  });

  it('brings a service up to date that was stopped meanwhile (docker/compose#12592)', async () => {
    const bed = await beds.open({ 'compose.yaml': app(synced), 'src/a': '1' });
    bed.write({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
    const { projectId } = bed;
    await bed.server.request(projectsStop, { projectId, services: ['app'] });
    bed.write({ 'src/a': '3', 'src/b': '3' });
    await bed.server.request(projectsStart, { projectId });
    await bed.untilFile('app', '/app/a', '3');
    await bed.untilFile('app', '/app/b', '3');
  });

  it('brings a container up to date that somebody else stopped and started (docker/compose#12592)', async () => {
    const bed = await beds.open({ 'compose.yaml': app(synced), 'src/a': '1', 'src/gone': '1' });
    await bed.untilFile('app', '/app/gone', '1');
    const { id } = await bed.container('app');
    await bed.engine.containers.stop(id, { graceMs: 0 });
    bed.remove('src/gone');
    bed.write({ 'src/a': '2' });
    // Nothing can be removed from a container that does not run, if it is tried.
    const gone = bed.tree.path('src/gone');
    const tried = ({ files, cause }: ReloadItem): boolean =>
      cause === 'changed' && files.includes(gone);
    await bed.until('a try', () => bed.finished('app').some(tried), 2000).catch(() => undefined);
    await bed.engine.containers.start(id);
    await bed.untilFile('app', '/app/a', '2');
    await bed.untilFile('app', '/app/gone', undefined);
  });

  it('brings a container up to date that was made anew from the old image', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: .
    ${idle}
    ${synced}
`,
      Dockerfile: `${from}\nCOPY src /app\n`,
      'src/a': '1',
      'src/gone': '1',
    });
    bed.write({ 'src/a': '2' });
    bed.remove('src/gone');
    await bed.untilFile('app', '/app/a', '2');
    await bed.untilFile('app', '/app/gone', undefined);
    const before = await bed.container('app');
    const { projectId } = bed;
    await bed.server.request(projectsStart, { projectId, recreate: true });
    assert.notEqual((await bed.container('app')).id, before.id);
    await bed.untilFile('app', '/app/a', '2');
    await bed.untilFile('app', '/app/gone', undefined);
  });

  it('takes a git pull of many files as one change (docker/compose#11102)', async () => {
    const names = Array.from({ length: 300 }, (_, n) => `src/d${String(n % 20)}/f${String(n)}`);
    const all = (text: string): Record<string, string> =>
      Object.fromEntries(names.map((name) => [name, `${text} of ${name}`]));
    const bed = await beds.open({
      'compose.yaml': app(restarted),
      ...all('one'),
    });
    await bed.settled('app');
    const { root } = bed.tree;
    gitIn(root, 'init', '-q');
    gitIn(root, 'add', 'src');
    gitIn(root, 'commit', '-qm', 'one');
    // Somebody else's commit, made in another work tree.
    const elsewhere = `${root}-other`;
    gitIn(root, 'worktree', 'add', '-q', elsewhere, '-b', 'theirs');
    const change = 'for f in $(find src -type f); do echo 2 > $f; done; rm -r src/d3';
    execFileSync('sh', ['-c', change], { cwd: elsewhere });
    gitIn(elsewhere, 'commit', '-qam', 'two');
    gitIn(root, 'merge', '-q', '--ff-only', 'theirs');
    await bed.untilFile('app', '/app/d19/f299', '2\n');
    await bed.until(
      'every file',
      async () =>
        (await bed.ask(
          'app',
          'sh',
          '-c',
          'cat /app/*/* | grep -vc "^2$"; find /app -type f | wc -l',
        )) === '0\n285\n',
    );
    await bed.row('the reload', ({ outcome }) => outcome?.kind === 'done');
    assert.equal(bed.starts('app'), 1);
  });

  it('goes on after sync+restart (docker/compose#12317)', async () => {
    const bed = await beds.open({ 'compose.yaml': app(restarted), 'src/a': '0' });
    await bed.settled('app');
    for (let n = 1; n <= 4; n += 1) {
      if (n % 2 === 0) await bed.save({ 'src/a': String(n) });
      else bed.write({ 'src/a': String(n) });
      await bed.untilFile('app', '/app/a', String(n));
      await bed.until(`restart ${n}`, () => bed.finished('app').length >= n);
    }
    assert.equal(bed.starts('app'), 4);
  });

  it('restarts once for a save, however the editor writes (docker/compose#12087)', async () => {
    const bed = await beds.open({ 'compose.yaml': app(restarted), 'src/a': '0', 'src/b': '0' });
    await bed.settled('app');
    await bed.save({ 'src/a': '1' });
    await bed.until('one', () => bed.finished('app').length >= 1);
    // Whoever noticed first, the editor or the watcher.
    assert.equal(bed.finished('app')[0]?.cause, 'saved');
    bed.replace('src/a', '2');
    await bed.until('two', () => bed.finished('app').length >= 2);
    // Formatted on save: twice in a row; then saved once more with nothing new.
    await bed.save({ 'src/b': '3' });
    await bed.save({ 'src/b': ' 3 ' });
    await bed.until('three', () => bed.finished('app').length >= 3);
    await bed.save({ 'src/b': ' 3 ' });
    await bed.save({ 'src/a': '4' });
    await bed.until('four', () => bed.finished('app').length >= 4);
    assert.equal(await bed.read('app', '/app/b'), ' 3 ');
    assert.equal(bed.starts('app'), 4);
    assert.equal(bed.finished('app').length, 4);
  });

  it('serves every service that watches one path (docker/compose#13161)', async () => {
    const bed = await beds.open({
      'compose.yaml': app(
        restarted,
        `  twin:
    ${image}
    ${idle}
    ${restarted}
`,
      ),
      'src/a': '0',
    });
    await bed.settled('app', 'twin');
    for (const n of ['1', '2', '3']) {
      bed.write({ 'src/a': n });
      for (const name of ['app', 'twin']) {
        await bed.untilFile(name, '/app/a', n);
        await bed.until(name, () => bed.finished(name).length >= Number(n));
      }
    }
    assert.deepEqual([bed.starts('app'), bed.starts('twin')], [3, 3]);
  });

  it('never restarts in a circle for what the service writes itself (tilt-dev/tilt#5663)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    ${image}
    init: true
    stop_grace_period: 1s
    command: [sh, -c, 'date +%s%N > /app/started; exec sleep 600']
    volumes: ['./src:/app']
`,
      'src/main.js': '0',
    });
    // A first restart, which writes, which would be a change, and so on.
    bed.write({ 'src/main.js': '1' });
    await bed.until('a restart', () => bed.starts('app') >= 1);
    let seen = -1;
    await bed.until(
      'no more of them',
      async () => {
        const before = seen;
        seen = bed.starts('app');
        if (before === seen) return true;
        // Longer than any restart takes; the only proof that nothing comes is time.
        await new Promise((resolve) => setTimeout(resolve, 4000));
        return bed.starts('app') === seen;
      },
      60_000,
    );
    assert.ok(bed.starts('app') <= 4, `${bed.starts('app')} restarts`);
    // And a save in the editor still counts.
    const before = bed.starts('app');
    await bed.save({ 'src/main.js': '2' });
    await bed.until('the save', () => bed.starts('app') > before);
  });

  it('acts on paths that are bind-mounted too (docker/compose#12243)', async () => {
    const bed = await beds.open({
      'compose.yaml': app(`volumes: ['./src:/app']\n    ${restarted}`),
      'src/a': '1',
    });
    bed.write({ 'src/a': '2' });
    await bed.until('a restart', () => bed.starts('app') === 1);
    assert.equal(await bed.read('app', '/app/a'), '2');
    assert.equal((await bed.container('app')).status, 'running');
  });

  it('starts nothing that had ended, for a rebuild of another (docker/compose#12256)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: .
    ${idle}
    ${watch('{ action: rebuild, path: ./src }')}
  once:
    ${image}
    command: ['true']
`,
      Dockerfile: `${from}\nCOPY src /app\n`,
      'src/a': '1',
    });
    const before = await bed.container('once');
    bed.write({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
    const after = await bed.container('once');
    assert.deepEqual([after.id, after.startedAt], [before.id, before.startedAt]);
    assert.equal(bed.starts('once'), 0);
  });

  it('leaves nothing stopped that depends on a rebuilt service (docker/compose#12814)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  backend:
    build: .
    ${idle}
    ${watch('{ action: rebuild, path: ./src }')}
  front:
    ${image}
    ${idle}
    depends_on: { backend: { condition: service_started, restart: true } }
`,
      Dockerfile: `${from}\nCOPY src /app\n`,
      'src/a': '1',
    });
    bed.write({ 'src/a': '2' });
    await bed.untilFile('backend', '/app/a', '2');
    await bed.row('the rebuild', ({ service }) => service === 'backend');
    for (const name of ['backend', 'front'])
      assert.equal((await bed.container(name)).status, 'running');
  });

  it('keeps the old container where the new image cannot be built, and goes on when mended', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: .
    ${idle}
    ${watch('{ action: rebuild, path: ./src }')}
`,
      Dockerfile: `${from}\nCOPY src /app\nRUN test ! -e /app/broken\n`,
      'src/a': '1',
    });
    const before = await bed.container('app');
    bed.write({ 'src/broken': '' });
    const row = await bed.row('that failed', ({ outcome }) => outcome?.kind === 'failed');
    assert.ok(row.outcome?.kind === 'failed');
    assert.deepEqual(row.outcome.at, { path: bed.tree.path('Dockerfile'), line: 3 });
    const same = await bed.container('app');
    assert.deepEqual([same.id, same.startedAt], [before.id, before.startedAt]);
    bed.remove('src/broken');
    bed.write({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
  });

  it('does nothing when it is off, for the project or the service', async () => {
    const bed = await beds.open({
      'compose.yaml': app(restarted, `  other:\n    ${image}\n    ${idle}\n    ${restarted}\n`),
      'src/a': '1',
    });
    await bed.settled('app', 'other');
    await bed.toggle(false, 'other');
    await bed.save({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
    await bed.until('the restart', () => bed.finished('app').length >= 1);
    assert.equal(await bed.read('other', '/app/a'), '1');
    await bed.toggle(false);
    await bed.save({ 'src/a': '3' });
    await bed.toggle(true, 'other');
    await bed.untilFile('other', '/app/a', '3');
    assert.equal(await bed.read('app', '/app/a'), '2');
    assert.equal(bed.starts('app'), 1);
  });
});
