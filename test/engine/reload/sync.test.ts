import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { SyncBed } from './sync-bed.ts';

describe('bringing files into a container', function () {
  this.timeout(60_000);
  let bed: SyncBed;
  before(async () => {
    bed = await SyncBed.open('sync');
  });
  after(() => bed.dispose());
  beforeEach(() => {
    bed.remove('.');
    bed.write('.keep', '');
  });

  it('writes files with their modes and times, links as links, and makes folders as they are', async () => {
    const id = await bed.run();
    bed.write('run.sh', '#!/bin/sh\n', 0o750);
    bed.write('empty', '');
    bed.write('shut/naïve name.txt', 'hello');
    execFileSync('chmod', ['700', bed.path('shut')]);
    bed.link('shut/out', '../../etc/passwd');
    bed.link('shut/nowhere', '/nowhere/at/all');
    utimesSync(bed.path('run.sh'), 1_000_000_000.25, 1_000_000_000.25);
    const report = await bed.sync(
      id,
      ...bed.written('run.sh', 'empty', 'shut/naïve name.txt', 'shut/out', 'shut/nowhere'),
    );
    assert.deepEqual(
      { ...report, done: report.done.length },
      { written: 5, removed: 0, bytes: 15, skipped: [], waiting: [], done: 5 },
    );
    const seen = await bed.say(
      id,
      'cd /app; stat -c "%a %s %n" run.sh empty shut; stat -c %y run.sh;' +
        'cat "shut/naïve name.txt"; echo; readlink shut/out; readlink shut/nowhere',
    );
    assert.deepEqual(seen.split('\n'), [
      '750 10 run.sh',
      '644 0 empty',
      '700 4096 shut',
      '2001-09-09 01:46:40.250000000 +0000',
      'hello',
      '../../etc/passwd',
      '/nowhere/at/all',
    ]);
  });

  it('leaves folders that are there as they are, and gives what it makes to the user', async () => {
    const id = await bed.run({ user: '1234:55' });
    await bed.say(id, 'mkdir -p /app/old; chmod 711 /app/old; chown 7:8 /app/old');
    bed.write('old/a', 'a');
    bed.write('old/new/er/b', 'b');
    await bed.sync(id, ...bed.written('old/a', 'old/new/er/b'));
    assert.deepEqual(
      (await bed.say(id, 'cd /app; stat -c "%u:%g %a %n" old old/a old/new old/new/er/b')).split(
        '\n',
      ),
      ['7:8 711 old', '1234:55 644 old/a', '1234:55 755 old/new', '1234:55 644 old/new/er/b'],
    );
  });

  it("looks users up in the container's files, not in the host's", async () => {
    const id = await bed.box.create({
      command: ['sleep', 'infinity'],

      user: 'web:staff',
    });
    // The user has to be there before the container can start, and comes from its own files.
    bed.write('passwd', 'root:x:0:0::/:/bin/sh\nweb:x:7001:7002::/:/bin/sh\n');
    bed.write('group', 'root:x:0:\nstaff:x:7003:web\n');
    const [passwd, group] = [
      bed.change('written', 'passwd', '/etc/passwd'),
      bed.change('written', 'group', '/etc/group'),
    ];
    await bed.box.engine.containers.stop(id);
    const first = await bed.run();
    await bed.sync(first, passwd, group);
    const tar = await bed.box.engine.containers.copyOut(first, '/etc');
    await bed.box.engine.containers.copyIn(id, '/', tar);
    await bed.box.engine.containers.start(id);
    bed.write('a', 'a');
    await bed.sync(id, ...bed.written('a'));
    assert.equal(await bed.say(id, 'stat -c "%u:%g" /app/a'), '7001:7003');
  });

  it('removes files, with the folders that the host has no more', async () => {
    const id = await bed.run();
    const names = ['a', 'sub/deep/b', 'sub/deep/c', '-rf', "it's $HOME; rm", 'kept/d'];
    for (const name of names) bed.write(name, name);
    await bed.sync(id, ...bed.written(...names));
    await bed.say(id, 'touch /app/kept/own');
    for (const name of ['sub', '-rf', "it's $HOME; rm", 'kept']) bed.remove(name);
    const report = await bed.sync(id, ...bed.removed(...names.slice(1)));
    assert.deepEqual([report.written, report.removed, report.skipped], [0, 5, []]);
    // `kept` holds something of the container's own.
    assert.equal(await bed.say(id, 'cd /app; find . | sort'), '.\n./a\n./kept\n./kept/own');
    // What is gone may come again.
    bed.write('sub/deep/b', 'again');
    await bed.sync(id, ...bed.written('sub/deep/b'));
    assert.equal(await bed.say(id, 'cat /app/sub/deep/b'), 'again');
  });

  it('lets a file take the place of a folder, and a folder that of a file', async () => {
    const id = await bed.run();
    bed.write('x/y', '1');
    bed.write('z', '1');
    await bed.sync(id, ...bed.written('x/y', 'z'));
    bed.remove('x');
    bed.remove('z');
    bed.write('x', '2');
    bed.write('z/w/v', '2');
    // As a watcher tells it, and as one tells it that has missed the removals.
    await bed.sync(id, ...bed.removed('x/y', 'z'), ...bed.written('x', 'z/w/v'));
    assert.equal(await bed.say(id, 'cat /app/x /app/z/w/v'), '22');
    bed.remove('x');
    bed.remove('z');
    bed.write('x/y', '3');
    bed.write('z', '3');
    await bed.sync(id, ...bed.written('x/y', 'z'));
    assert.equal(await bed.say(id, 'cat /app/x/y /app/z'), '33');
  });

  it('takes for removed what cannot be there, since a file is where its folder was', async () => {
    const id = await bed.run();
    bed.write('x', '1');
    bed.write('gone', '1');
    await bed.sync(id, ...bed.written('x', 'gone'));
    bed.remove('gone');
    const report = await bed.sync(id, ...bed.removed('x/y', 'gone'));
    assert.deepEqual([report.removed, report.skipped], [2, []]);
    assert.equal(await bed.say(id, 'ls /app'), 'x');
  });

  it('renames where only the case is another', async () => {
    const id = await bed.run();
    bed.write('readme', '1');
    await bed.sync(id, ...bed.written('readme'));
    renameSync(bed.path('readme'), bed.path('README'));
    await bed.sync(id, ...bed.removed('readme'), ...bed.written('README'));
    assert.equal(await bed.say(id, 'ls /app'), 'README');
  });

  it('does what is true now, whatever was told, and says what it leaves out', async () => {
    const id = await bed.run();
    bed.write('back', 'it is back');
    execFileSync('mkfifo', [bed.path('pipe')]);
    bed.write('folder/in', '1');
    const report = await bed.sync(
      id,
      ...bed.removed('back'),
      ...bed.written('vanished', 'pipe', 'folder'),
      bed.change('written', 'back', '/'),
      bed.change('written', 'back', '/a/../../b'),
    );
    assert.deepEqual(
      report.skipped.map(({ target, why }) => `${target} ${why}`),
      [
        '/app/vanished is gone again',
        '/app/pipe is a socket, a pipe or a device',
        '/app/folder is a folder',
        '/ has no place in a container at "/"',
        '/a/../../b has no place in a container at "/a/../../b"',
      ],
    );
    assert.deepEqual([report.written, report.removed], [1, 0]);
    assert.equal(await bed.say(id, 'ls /app; cat /app/back'), 'back\nit is back');
  });

  it('takes long files in parts, also ones that change while they are read', async () => {
    const id = await bed.run();
    const bytes = Buffer.alloc(30_000_000, 'hyperbox');
    for (const name of ['big', 'shrinks', 'grows']) bed.write(name, bytes);
    const syncing = bed.sync(id, ...bed.written('big', 'shrinks', 'grows'));
    // While the first is on its way; what becomes of the others is told again by whoever watches.
    truncateSync(bed.path('shrinks'), 1_000_000);
    writeFileSync(bed.path('grows'), Buffer.alloc(2_000_000, 'x'), { flag: 'a' });
    await syncing;
    const sum = (await bed.say(id, 'sha1sum /app/big')).split(' ')[0];
    assert.equal(
      sum,
      execFileSync('sha1sum', [bed.path('big')], { encoding: 'utf8' }).split(' ')[0],
    );
    await bed.sync(id, ...bed.written('shrinks', 'grows'));
    assert.equal(
      await bed.say(id, 'stat -c "%s %n" /app/shrinks /app/grows'),
      '1000000 /app/shrinks\n32000000 /app/grows',
    );
  });

  it('brings 2,000 files in one archive and removes them again', async () => {
    const id = await bed.run();
    const names = Array.from(
      { length: 2000 },
      (_, i) => `d${String(i % 100)}/file-${String(i)}.txt`,
    );
    for (const name of names) bed.write(name, name);
    const report = await bed.sync(id, ...bed.written(...names));
    assert.equal(report.written, 2000);
    assert.equal(await bed.say(id, 'find /app -type f | wc -l'), '2000');
    for (let i = 0; i < 100; i++) bed.remove(`d${String(i)}`);
    await bed.sync(id, ...bed.removed(...names));
    assert.equal(await bed.say(id, 'find /app -mindepth 1 | wc -l'), '0');
  });

  it('makes folders and removes them, never with what is in them', async () => {
    const id = await bed.run({ user: '1234:55' });
    await bed.say(id, 'mkdir -p /app/old /app/kept/cache; chmod 711 /app/old');
    for (const name of ['old', 'new/inner', 'again']) bed.write(`${name}/x`, '');
    for (const name of ['old', 'new/inner', 'again']) bed.remove(`${name}/x`);
    execFileSync('chmod', ['750', bed.path('new/inner')]);
    await bed.say(id, 'echo > /app/again');
    const made = ['old', 'new', 'new/inner', 'again'].map((name) =>
      bed.folderChange('written', name),
    );
    assert.deepEqual((await bed.sync(id, ...made)).done, []);
    const modes = 'cd /app; stat -c "%u:%g %a %F %n" *; stat -c "%u:%g %a %n" new/inner';
    assert.deepEqual((await bed.say(id, modes)).split('\n'), [
      '1234:55 755 directory again',
      '0:0 755 directory kept',
      '1234:55 755 directory new',
      '0:0 711 directory old',
      '1234:55 750 new/inner',
    ]);
    for (const name of ['old', 'new', 'again']) bed.remove(name);
    const gone = ['kept', 'new', 'new/inner', 'old', 'never'].map((name) =>
      bed.folderChange('removed', name),
    );
    assert.deepEqual((await bed.sync(id, ...gone, bed.folderChange('written', 'again'))).done, []);
    assert.equal(await bed.say(id, 'cd /app; echo *'), 'again kept');
    assert.equal(await bed.say(id, 'ls /app/kept'), 'cache');
  });

  it('goes through links of the container, and into volumes', async () => {
    const id = await bed.run({
      mounts: [{ kind: 'volume', source: '', target: '/vol' }],
    });
    await bed.say(id, 'mkdir -p /srv/real; ln -s /srv/real /app; ln -s real /srv/near');
    bed.write('a', '1');
    bed.write('b', '2');
    await bed.sync(
      id,
      ...bed.written('a'),
      bed.change('written', 'b', '/srv/near/sub/b'),
      bed.change('written', 'b', '/vol/x/b'),
    );
    assert.equal(
      await bed.say(id, 'cd /srv/real; cat a sub/b /vol/x/b; readlink /app'),
      '122/srv/real',
    );
    bed.remove('a');
    await bed.sync(id, ...bed.removed('a'));
    assert.equal(await bed.say(id, 'ls /srv/real'), 'sub');
  });

  it("never replaces the user's own file, which the container sees by a mount", async () => {
    bed.write('src/a', '1');
    const { ino } = statSync(bed.path('src/a'));
    const id = await bed.run({
      mounts: [{ kind: 'bind', source: bed.path('src'), target: '/app' }],
    });
    const report = await bed.sync(id, bed.change('written', 'src/a', '/app/a'));
    assert.deepEqual(
      [report.written, report.skipped.map(({ why }) => why)],
      [0, ["is the host's own file, by a mount"]],
    );
    assert.equal(report.done[0]?.fingerprint, '644 356a192b7913b04c54574d18c28d46e6395428ab');
    assert.equal(statSync(bed.path('src/a')).ino, ino);
    // Another file of the host may go there.
    bed.write('other', '2');
    await bed.sync(id, bed.change('written', 'other', '/app/b'));
    assert.equal(await bed.say(id, 'cat /app/a /app/b'), '12');
  });

  it('writes a read-only container through its volumes, and says where it cannot write', async () => {
    const [label = '', value = ''] = bed.box.label.split('=');
    const source = bed.box.name('data');
    await bed.box.engine.volumes.create({ name: source, labels: { [label]: value } });
    const id = await bed.run({
      readOnly: true,
      mounts: [
        { kind: 'volume', source: '', target: '/vol' },
        { kind: 'volume', source, target: '/ro', readOnly: true },
      ],
      tmpfs: { '/mem': '' },
    });
    bed.write('a', '1');
    await bed.sync(id, bed.change('written', 'a', '/vol/deep/a'));
    assert.equal(await bed.say(id, 'cat /vol/deep/a'), '1');
    for (const [target, message] of [
      ['/app/a', /"\/app\/a" is in a read-only container/],
      ['/ro/a', /"\/ro\/a" is mounted read-only/],
      ['/mem/a', /"\/mem\/a" is in memory/],
    ] as const) {
      await assert.rejects(bed.sync(id, bed.change('written', 'a', target)), {
        code: 'reload-failed',
        message,
      });
    }
    bed.link('out', '../../etc');
    await assert.rejects(bed.sync(id, bed.change('written', 'out', '/vol/out')), {
      code: 'reload-failed',
      hint: /links/,
    });
  });

  it('says when a container has no rm, and still writes to it', async () => {
    const id = await bed.runBare();
    bed.write('a', '1');
    const report = await bed.sync(id, ...bed.written('a'));
    assert.equal(report.written, 1);
    bed.remove('a');
    await assert.rejects(bed.sync(id, ...bed.removed('a')), {
      code: 'reload-failed',
      message: /has no "rm"/,
      hint: /Rebuild/,
    });
  });

  it('writes to a stopped container, and says that it removed nothing', async () => {
    const id = await bed.run();
    bed.write('a', '1');
    bed.write('b', '1');
    await bed.sync(id, ...bed.written('a', 'b'));
    await bed.box.engine.containers.stop(id);
    bed.remove('a');
    bed.write('b', '2');
    const report = await bed.sync(id, ...bed.removed('a'), ...bed.written('b'));
    assert.deepEqual([report.written, report.removed], [1, 0]);
    assert.deepEqual(
      report.skipped.map(({ why }) => why),
      ['stays there: the container is not running'],
    );
    assert.deepEqual(report.waiting, bed.removed('a'));
    assert.deepEqual(
      report.done.map(({ target }) => target),
      ['/app/b'],
    );
    await bed.box.engine.containers.start(id);
    assert.equal(await bed.say(id, 'ls /app; cat /app/b'), 'a\nb\n2');
  });

  it('ends when it is told to, and when the container is gone', async () => {
    const id = await bed.run();
    bed.write('big', Buffer.alloc(200_000_000));
    const { engine } = bed.box;
    const ending = new AbortController();
    const changes = bed.written('big');
    const { syncIntoContainer } = await import('../../../server/src/reload/act/sync.ts');
    const syncing = syncIntoContainer({
      engine,
      containerId: id,
      changes,
      signal: ending.signal,
    });
    ending.abort();
    await assert.rejects(syncing, { code: 'cancelled' });
    await engine.containers.remove(id, { force: true });
    await assert.rejects(bed.sync(id, ...changes), { code: 'not-found' });
  });
});
