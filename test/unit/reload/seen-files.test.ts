import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { SeenFiles } from '../../../server/src/reload/seen-files.ts';
import { TempTree } from '../projects/temp-tree.ts';
import { cpuMsOfAsync } from '../../support/cpu-time.ts';

describe('files that were seen', () => {
  let tree: TempTree;
  let seen: SeenFiles;
  let path: string;
  beforeEach(() => {
    tree = new TempTree({ a: 'one' });
    seen = new SeenFiles();
    path = tree.path('a');
  });
  afterEach(() => {
    tree.dispose();
  });

  const kindOf = async (file = path): Promise<string | undefined> => (await seen.look(file))?.kind;

  it('are news once for each content', async () => {
    assert.deepEqual(await Promise.all([kindOf(), kindOf()]), ['written', undefined]);
    utimesSync(path, 1, 1);
    assert.equal(await kindOf(), undefined);
    tree.write({ a: 'two' });
    assert.equal(await kindOf(), 'written');
    tree.remove('a');
    assert.equal(await kindOf(), 'removed');
    assert.equal(await kindOf(), undefined);
  });

  it('are news with another mode, and as links to elsewhere', async () => {
    await kindOf();
    chmodSync(path, 0o755);
    assert.equal(await kindOf(), 'written');
    unlinkSync(path);
    symlinkSync('nowhere', path);
    assert.equal(await kindOf(), 'written');
    unlinkSync(path);
    symlinkSync('elsewhere', path);
    assert.equal(await kindOf(), 'written');
    assert.equal(await kindOf(), undefined);
  });

  it('are removed when a folder takes their place', async () => {
    await kindOf();
    rmSync(path);
    mkdirSync(path);
    assert.equal(await kindOf(), 'removed');
  });

  it('may be folders, whose coming and going is news once', async () => {
    const folder = tree.path('folder');
    const look = (kind?: 'folder') => seen.look(folder, kind);
    assert.deepEqual(await look('folder'), { path: folder, kind: 'removed', isFolder: true });
    mkdirSync(folder);
    assert.deepEqual(await look('folder'), { path: folder, kind: 'written', isFolder: true });
    tree.write({ 'folder/x': '1' });
    utimesSync(folder, 1, 1);
    assert.equal(await look('folder'), undefined);
    rmSync(folder, { recursive: true });
    assert.deepEqual(await look(), { path: folder, kind: 'removed', isFolder: true });
    assert.equal(await look('folder'), undefined);
    writeFileSync(folder, '1');
    assert.equal((await look('folder'))?.isFolder, undefined);
    rmSync(folder);
    mkdirSync(folder);
    assert.deepEqual(await look('folder'), { path: folder, kind: 'removed' });
  });

  it('that nobody has seen are folders when it is told so', async () => {
    mkdirSync(tree.path('b'));
    mkdirSync(tree.path('c'));
    assert.deepEqual(
      [await seen.look(tree.path('b'), 'folder'), await seen.look(tree.path('c'))],
      [
        { path: tree.path('b'), kind: 'written', isFolder: true },
        { path: tree.path('c'), kind: 'removed' },
      ],
    );
  });

  it('are news as often as they are written, however fast', async () => {
    for (let i = 10; i < 90; i += 1) {
      // Of one length, and often of one tick of the clock that file times are made with.
      writeFileSync(path, String(i));
      assert.equal(await kindOf(), 'written', String(i));
    }
  });

  it('are not read when they are long', async () => {
    truncateSync(path, 2 * 1024 ** 3);
    const ms = await cpuMsOfAsync(async () => {
      assert.equal(await kindOf(), 'written');
      utimesSync(path, 1, 1);
      assert.equal(await kindOf(), 'written');
    });
    assert.ok(ms < 500, `${ms} ms`);
  });

  it('say when they were written', async () => {
    const before = Date.now();
    tree.write({ a: 'now' });
    const change = await seen.look(path);
    assert.ok(change?.writtenAtMs !== undefined);
    assert.ok(change.writtenAtMs > before - 100 && change.writtenAtMs < Date.now() + 1);
  });

  it('are answered once for all who ask while it is being found out', async () => {
    const first = seen.look(path);
    tree.write({ a: 'two' });
    const later = [seen.look(path), seen.look(path)];
    assert.equal((await first)?.kind, 'written');
    const [second, third] = await Promise.all(later);
    assert.equal(second, third);
  });
});
