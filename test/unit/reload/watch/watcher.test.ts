import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { WatchBed } from './watch-bed.ts';

describe('a tree that is watched', () => {
  let bed: WatchBed;
  afterEach(() => {
    bed.dispose();
  });

  it('tells of files that are written, come and go', async () => {
    bed = await WatchBed.open({ files: { 'src/a': '1', 'src/deep/b': '1' } });
    bed.tree.write({ 'src/a': '2' });
    assert.deepEqual(await bed.until('written src/a'), ['written src/a']);
    bed.tree.write({ 'src/deep/c': '1' });
    assert.deepEqual(await bed.until('written src/deep/c'), ['written src/deep/c']);
    bed.tree.remove('src/deep/b');
    assert.deepEqual(await bed.until('removed src/deep/b'), ['removed src/deep/b']);
  });

  it('tells of a mode, and not of a time', async () => {
    bed = await WatchBed.open({ files: { a: '1', b: '1' } });
    bed.tree.write({ b: '2' });
    await bed.until('written b');
    utimesSync(bed.tree.path('b'), 1, 1);
    chmodSync(bed.tree.path('a'), 0o755);
    assert.deepEqual(await bed.until('written a'), ['written a']);
  });

  it('takes a file that is written beside and renamed for one change', async () => {
    bed = await WatchBed.open({ files: { a: '1' } });
    bed.tree.write({ 'a.tmp123': '2' });
    renameSync(bed.tree.path('a.tmp123'), bed.tree.path('a'));
    await bed.until('written a');
    assert.deepEqual(await bed.soFar(), []);
  });

  it('takes a file that is removed and written anew for one change', async () => {
    bed = await WatchBed.open({ files: { a: '1' } });
    unlinkSync(bed.tree.path('a'));
    await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(bed.tree.path('a'), '2');
    assert.deepEqual(await bed.until('written a'), ['written a']);
    assert.deepEqual(await bed.soFar(), []);
  });

  it('says nothing of files that come and go at once', async () => {
    bed = await WatchBed.open();
    bed.tree.write({ '4913': '' });
    unlinkSync(bed.tree.path('4913'));
    assert.deepEqual(await bed.soFar(), []);
  });

  it('tells of names that differ in case alone', async () => {
    bed = await WatchBed.open({ files: { readme: '1' } });
    renameSync(bed.tree.path('readme'), bed.tree.path('README'));
    await bed.until('removed readme', 'written README');
  });

  it('tells of every file of a folder that is renamed, and hears what it does there', async () => {
    bed = await WatchBed.open({ files: { 'old/a': '1', 'old/deep/b': '2' } });
    renameSync(bed.tree.path('old'), bed.tree.path('new'));
    assert.deepEqual(
      await bed.until('removed old/a', 'removed old/deep/b', 'written new/a', 'written new/deep/b'),
      ['removed old/a', 'removed old/deep/b', 'written new/a', 'written new/deep/b'],
    );
    bed.tree.write({ 'new/deep/b': '3' });
    assert.deepEqual(await bed.until('written new/deep/b'), ['written new/deep/b']);
  });

  it('tells of every file of a folder that another takes the place of', async () => {
    bed = await WatchBed.open({ files: { 'a/x': '1', 'a/only': '1', 'b/x': '2' } });
    rmSync(bed.tree.path('a'), { recursive: true });
    renameSync(bed.tree.path('b'), bed.tree.path('a'));
    await bed.until('removed a/only', 'written a/x', 'removed b/x');
    bed.tree.write({ 'a/x': '3' });
    await bed.until('written a/x');
  });

  it('misses nothing in folders that are made and filled at once', async () => {
    bed = await WatchBed.open();
    const files = Array.from(
      { length: 300 },
      (_, i) => `a${String(i % 7)}/b/c${String(i % 3)}/${String(i)}`,
    );
    bed.tree.write(Object.fromEntries(files.map((file) => [file, file])));
    const heard = await bed.until(...files.map((file) => `written ${file}`));
    assert.equal(heard.length, files.length);
    bed.tree.write({ 'a0/b/c0/0': 'again' });
    await bed.until('written a0/b/c0/0');
  });

  it('tells of folders that come and go, though nothing is in them', async () => {
    bed = await WatchBed.open({
      files: { 'src/deep/b': '1', 'skip/a': '1' },
      ignored: (path) => path.startsWith('skip'),
    });
    mkdirSync(bed.tree.path('src/new/inner'), { recursive: true });
    mkdirSync(bed.tree.path('skip/new'));
    assert.deepEqual(await bed.soFar(), []);
    // What is in a new folder is looked up after it.
    await bed.when(() => bed.folders.length >= 2);
    assert.deepEqual(bed.folders.splice(0).sort(), ['written src/new', 'written src/new/inner']);
    rmSync(bed.tree.path('src/deep'), { recursive: true });
    renameSync(bed.tree.path('src/new'), bed.tree.path('src/other'));
    await bed.until('removed src/deep/b');
    const expected = [
      ...['removed src/deep', 'removed src/new', 'removed src/new/inner'],
      ...['written src/other', 'written src/other/inner'],
    ];
    await bed.when(() => bed.folders.length >= expected.length);
    assert.deepEqual(bed.folders.sort(), expected);
    assert.deepEqual(bed.news, []);
  });

  it('tells of a link itself, and does not follow it', async () => {
    bed = await WatchBed.open({ files: { 'real/a': '1', 'watched/x': '1' }, paths: ['watched'] });
    symlinkSync('../real', bed.tree.path('watched/link'));
    assert.deepEqual(await bed.until('written watched/link'), ['written watched/link']);
    bed.tree.write({ 'real/a': '2' });
    unlinkSync(bed.tree.path('watched/link'));
    symlinkSync('elsewhere', bed.tree.path('watched/link'));
    assert.deepEqual(await bed.until('written watched/link'), ['written watched/link']);
  });

  it('tells of a file that becomes a folder, and of a folder that becomes a file', async () => {
    bed = await WatchBed.open({ files: { a: '1', 'b/c': '1' } });
    unlinkSync(bed.tree.path('a'));
    bed.tree.write({ 'a/x': '1' });
    await bed.until('removed a', 'written a/x');
    rmSync(bed.tree.path('b'), { recursive: true });
    bed.tree.write({ b: '1' });
    await bed.until('removed b/c', 'written b');
  });

  it('neither looks into what is ignored nor tells of it', async () => {
    bed = await WatchBed.open({
      files: { 'skip/a': '1', 'src/a': '1' },
      ignored: (path) => path === 'skip' || path.endsWith('.log'),
    });
    bed.tree.write({ 'skip/a': '2', 'skip/deep/b': '1', 'src/x.log': '1' });
    rmSync(bed.tree.path('skip'), { recursive: true });
    assert.deepEqual(await bed.soFar(), []);
  });

  it('hears of what a folder holds that may be read only later', async function () {
    if (process.platform === 'win32') this.skip();
    const own = process.geteuid?.() ?? 0;
    const asNobody = <T>(act: () => T): T => {
      process.seteuid?.(own === 0 ? 65_534 : own);
      try {
        return act();
      } finally {
        process.seteuid?.(own);
      }
    };
    bed = await WatchBed.open({ files: { 'closed/a': '1' } });
    chmodSync(bed.tree.path('closed'), 0o000);
    chmodSync(bed.tree.root, 0o755);
    chmodSync(`${bed.tree.root}/..`, 0o755);
    process.seteuid?.(own === 0 ? 65_534 : own);
    try {
      await bed.watch();
    } finally {
      process.seteuid?.(own);
    }
    assert.deepEqual(
      asNobody(() => bed.errors),
      [],
    );
    chmodSync(bed.tree.path('closed'), 0o755);
    await bed.until('written closed/a');
    bed.tree.write({ 'closed/a': '2' });
    await bed.until('written closed/a');
  });

  it('finds everything again after the system dropped what it had to say', async function () {
    if (process.platform !== 'linux') this.skip();
    this.timeout(20_000);
    bed = await WatchBed.open({ files: { 'a/x': '1', 'a/y': '1', 'b/z': '1', 'gone/w': '1' } });
    const limit = Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
    // Nobody reads the queue meanwhile.
    for (let i = 0; i < limit; i += 1) {
      writeFileSync(bed.tree.path(`a/${String(i % 50)}`), String(i));
      unlinkSync(bed.tree.path(`a/${String(i % 50)}`));
    }
    bed.tree.write({ 'a/x': '2', 'b/z': '2', 'new/deep/v': '1' });
    unlinkSync(bed.tree.path('a/y'));
    rmSync(bed.tree.path('gone'), { recursive: true });
    await bed.until(
      'written a/x',
      'removed a/y',
      'written b/z',
      'written new/deep/v',
      'removed gone/w',
    );
    bed.tree.write({ 'new/deep/v': '2' });
    await bed.until('written new/deep/v');
  });
});

describe('a tree that one watch of the system is for', () => {
  let bed: WatchBed;
  afterEach(() => {
    bed.dispose();
  });

  it('tells of files that are written, come and go, with their folders', async () => {
    bed = await WatchBed.open({
      files: { 'src/a': '1', 'old/deep/b': '1', 'skip/c': '1' },
      ignored: (path) => path === 'skip',
      platform: 'darwin',
    });
    bed.tree.write({ 'src/a': '2', 'skip/c': '2' });
    assert.deepEqual(await bed.until('written src/a'), ['written src/a']);
    bed.tree.write({ 'new/deep/d': '1' });
    await bed.until('written new/deep/d');
    bed.tree.write({ 'new/deep/d': '2' });
    await bed.until('written new/deep/d');
    bed.tree.remove('src/a');
    await bed.until('removed src/a');
    bed.tree.remove('old');
    await bed.until('removed old/deep/b');
  });
});

describe('a path that is watched', () => {
  let bed: WatchBed;
  afterEach(() => {
    bed.dispose();
  });

  it('may be a file that is replaced, goes and comes back', async () => {
    bed = await WatchBed.open({ files: { '.env': '1', other: '1' }, paths: ['.env'] });
    bed.tree.write({ '.env': '2', other: '2' });
    assert.deepEqual(await bed.until('written .env'), ['written .env']);
    bed.tree.write({ '.env.new': '3' });
    renameSync(bed.tree.path('.env.new'), bed.tree.path('.env'));
    assert.deepEqual(await bed.until('written .env'), ['written .env']);
    unlinkSync(bed.tree.path('.env'));
    assert.deepEqual(await bed.until('removed .env'), ['removed .env']);
    bed.tree.write({ '.env': '4' });
    assert.deepEqual(await bed.until('written .env'), ['written .env']);
  });

  it('need not be there yet, nor the folder that it is in', async () => {
    bed = await WatchBed.open({ paths: ['a/b/src', 'a/b/.env'] });
    bed.tree.write({ 'a/b/src/deep/x': '1' });
    await bed.until('written a/b/src/deep/x');
    bed.tree.write({ 'a/b/.env': '1' });
    await bed.until('written a/b/.env');
  });

  it('may go with the folder that it is in, and come back', async () => {
    bed = await WatchBed.open({ files: { 'a/b/src/x': '1' }, paths: ['a/b/src'] });
    rmSync(bed.tree.path('a'), { recursive: true });
    await bed.until('removed a/b/src/x');
    mkdirSync(bed.tree.path('a'));
    bed.tree.write({ 'a/b/src/y': '1' });
    await bed.until('written a/b/src/y');
    bed.tree.write({ 'a/b/src/y': '2' });
    await bed.until('written a/b/src/y');
  });

  it('may be moved away and back', async () => {
    bed = await WatchBed.open({ files: { 'src/x': '1' }, paths: ['src'] });
    renameSync(bed.tree.path('src'), bed.tree.path('away'));
    await bed.until('removed src/x');
    renameSync(bed.tree.path('away'), bed.tree.path('src'));
    await bed.until('written src/x');
    bed.tree.write({ 'src/x': '2' });
    await bed.until('written src/x');
  });
});
