import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { WatchBed } from './watch-bed.ts';

describe('a tree that is looked at in intervals', function () {
  this.timeout(20_000);
  let bed: WatchBed;
  afterEach(() => {
    assert.deepEqual(bed.errors, []);
    bed.dispose();
  });
  const open = (
    files: Readonly<Record<string, string>>,
    options: { paths?: readonly string[]; ignored?: (path: string) => boolean } = {},
  ): Promise<WatchBed> => WatchBed.open({ files, ...options, poll: true });

  it('tells of what came, went and changed, in folders that come as well', async () => {
    bed = await open(
      { 'src/a': '1', 'src/b': '1', 'skip/c': '1', one: '1', beside: '1' },
      { paths: ['src', 'one', 'skip'], ignored: (path) => path.endsWith('.log') },
    );
    bed.tree.write({ 'src/a': '2', 'src/deep/new': '1', 'src/x.log': '1', one: '2', beside: '2' });
    unlinkSync(bed.tree.path('src/b'));
    chmodSync(bed.tree.path('skip/c'), 0o755);
    assert.deepEqual(
      await bed.until(
        'written src/a',
        'written src/deep/new',
        'written one',
        'removed src/b',
        'written skip/c',
      ),
      ['removed src/b', 'written one', 'written skip/c', 'written src/a', 'written src/deep/new'],
    );
    bed.tree.write({ 'src/deep/new': '2' });
    assert.deepEqual(await bed.until('written src/deep/new'), ['written src/deep/new']);
  });

  it('says nothing of what was there when it began', async () => {
    bed = await open({ 'src/a': '1', 'src/b~': '1' });
    symlinkSync('a', bed.tree.path('src/link'));
    await bed.watch();
    bed.tree.write({ 'src/b~': '2' });
    assert.deepEqual(await bed.until('written src/b~'), ['written src/b~']);
  });

  it('tells of a file that another takes the place of, however old', async () => {
    bed = await open({ 'src/a': '1', old: '2' }, { paths: ['src'] });
    utimesSync(bed.tree.path('old'), 1, 1);
    renameSync(bed.tree.path('old'), bed.tree.path('src/a'));
    await bed.until('written src/a');
  });

  it('tells of every file of a folder that is moved, and follows it', async () => {
    bed = await open({ 'old/a': '1', 'old/deep/b': '1' });
    renameSync(bed.tree.path('old'), bed.tree.path('new'));
    await bed.until('removed old/a', 'removed old/deep/b', 'written new/a', 'written new/deep/b');
    bed.tree.write({ 'new/deep/b': '2' });
    await bed.until('written new/deep/b');
  });

  it('tells of folders that come and go, though nothing is in them', async () => {
    bed = await open({ 'src/deep/b': '1' }, { paths: ['src'] });
    mkdirSync(bed.tree.path('src/new/inner'), { recursive: true });
    await bed.when(() => bed.folders.length >= 2);
    assert.deepEqual(bed.folders.splice(0).sort(), ['written src/new', 'written src/new/inner']);
    rmSync(bed.tree.path('src'), { recursive: true });
    await bed.until('removed src/deep/b');
    await bed.when(() => bed.folders.length >= 3);
    assert.deepEqual(bed.folders.sort(), [
      'removed src/deep',
      'removed src/new',
      'removed src/new/inner',
    ]);
  });

  it('hears a file that goes and comes back', async () => {
    bed = await open({ 'conf/.env': '1' }, { paths: ['conf/.env'] });
    unlinkSync(bed.tree.path('conf/.env'));
    await bed.until('removed conf/.env');
    bed.tree.write({ 'conf/.env': '2', 'conf/other': '1' });
    assert.deepEqual(await bed.until('written conf/.env'), ['written conf/.env']);
    bed.tree.write({ 'conf/.env': '3' });
    await bed.until('written conf/.env');
  });

  it('waits for a path that is not there, nor the folder that it is in', async () => {
    bed = await open({}, { paths: ['a/b/src'] });
    bed.tree.write({ 'a/beside': '1', 'a/b/src/deep/x': '1' });
    assert.deepEqual(await bed.until('written a/b/src/deep/x'), ['written a/b/src/deep/x']);
  });

  it('hears a path that goes with the folder that it is in, and comes back', async () => {
    bed = await open({ 'a/b/src/x': '1' }, { paths: ['a/b/src'] });
    rmSync(bed.tree.path('a'), { recursive: true });
    await bed.until('removed a/b/src/x');
    bed.tree.write({ 'a/b/src/y': '1' });
    await bed.until('written a/b/src/y');
    bed.tree.write({ 'a/b/src/y': '2' });
    await bed.until('written a/b/src/y');
  });

  it('looks through a path that is a link to a folder, and through no link within', async () => {
    bed = await open({ 'real/a': '1', 'elsewhere/b': '1' });
    symlinkSync('real', bed.tree.path('src'));
    symlinkSync('../elsewhere', bed.tree.path('real/link'));
    bed.paths = ['src'];
    await bed.watch();
    bed.tree.write({ 'elsewhere/b': '2', 'real/a': '2' });
    assert.deepEqual(await bed.until('written src/a'), ['written src/a']);
    unlinkSync(bed.tree.path('real/link'));
    await bed.until('removed src/link');
  });

  it('tells of links, wherever they lead', async () => {
    bed = await open({ 'src/a': '1' });
    symlinkSync('/nowhere', bed.tree.path('src/link'));
    await bed.until('written src/link');
    unlinkSync(bed.tree.path('src/link'));
    symlinkSync('/nowhere/else', bed.tree.path('src/link'));
    await bed.until('written src/link');
    renameSync(bed.tree.path('src'), bed.tree.path('other'));
    await bed.until('removed src/link', 'written other/link');
    unlinkSync(bed.tree.path('other/link'));
    await bed.until('removed other/link');
  });

  it('follows a tree that becomes many times as large', async () => {
    bed = await open({ 'src/a': '1', 'src/gone': '1' });
    mkdirSync(bed.tree.path('src/many'));
    const files = Array.from({ length: 2200 }, (_, i) => `src/many/${String(i)}`);
    for (const file of files) writeFileSync(bed.tree.path(file), '1');
    await bed.when(() => bed.news.length >= files.length);
    assert.equal(new Set(bed.news.splice(0)).size, files.length);
    unlinkSync(bed.tree.path('src/gone'));
    bed.tree.write({ 'src/a': '2', 'src/many/7': '2', 'src/new': '1' });
    assert.deepEqual(
      await bed.until('removed src/gone', 'written src/a', 'written src/many/7', 'written src/new'),
      ['removed src/gone', 'written src/a', 'written src/many/7', 'written src/new'],
    );
  });
});
