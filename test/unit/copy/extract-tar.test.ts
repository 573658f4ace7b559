import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack, type Header } from 'tar-stream';
import { extractTar } from '../../../server/src/copy/extract-tar.ts';

type Entry = readonly [Partial<Header> & Pick<Header, 'name'>, string?];

const tarOf = (entries: readonly Entry[]): Readable => {
  const tar = pack();
  for (const [header, text = ''] of entries) tar.entry(header, text);
  tar.finalize();
  return Readable.from(tar);
};

describe('unpacking an archive that nobody vouches for', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hyperbox-extract-'));
    folder = join(root, 'inside');
    await mkdir(folder);
    await mkdir(join(root, 'outside'));
    await writeFile(join(root, 'outside', 'secret'), 'untouched');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const extract = (entries: readonly Entry[]): Promise<void> =>
    extractTar(tarOf(entries), folder, {
      signal: new AbortController().signal,
      onBytes: () => undefined,
    });

  const refused: Readonly<Record<string, readonly Entry[]>> = {
    'a name that climbs out': [[{ name: '../evil' }, 'x']],
    'a name that climbs out from within': [[{ name: 'a/../../evil' }, 'x']],
    'an absolute name': [[{ name: '/etc/evil' }, 'x']],
    'a file through a link to a folder outside': [
      [{ name: 'link', type: 'symlink', linkname: '../outside' }],
      [{ name: 'link/secret' }, 'overwritten'],
    ],
    'a folder through a link': [
      [{ name: 'link', type: 'symlink', linkname: '../outside' }],
      [{ name: 'link/sub/', type: 'directory' }],
    ],
    'a hard link to a file outside': [
      [{ name: 'hard', type: 'link', linkname: '../outside/secret' }],
    ],
  };
  for (const [what, entries] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(extract(entries), { code: 'invalid-input' });
      assert.deepEqual((await readdir(root)).sort(), ['inside', 'outside']);
      assert.deepEqual(await readdir(join(root, 'outside')), ['secret']);
      assert.equal(await readFile(join(root, 'outside', 'secret'), 'utf8'), 'untouched');
    });
  }

  it('replaces a link by a file of the same name instead of writing through it', async () => {
    await extract([
      [{ name: 'name', type: 'symlink', linkname: '../outside/secret' }],
      [{ name: 'name' }, 'new'],
    ]);
    assert.equal(await readFile(join(folder, 'name'), 'utf8'), 'new');
    assert.equal(await readFile(join(root, 'outside', 'secret'), 'utf8'), 'untouched');
  });

  it('keeps links, modes of files, and folders that may not be written to', async () => {
    await extract([
      [{ name: 'locked/', type: 'directory', mode: 0o555 }],
      [{ name: 'locked/run', mode: 0o750 }, '#!'],
      [{ name: 'away', type: 'symlink', linkname: '/etc/passwd' }],
      [{ name: 'twin', type: 'link', linkname: 'locked/run' }],
    ]);
    assert.equal((await stat(join(folder, 'locked'))).mode & 0o777, 0o555);
    assert.equal((await stat(join(folder, 'locked', 'run'))).mode & 0o777, 0o750);
    assert.equal(await readlink(join(folder, 'away')), '/etc/passwd');
    assert.equal(await readFile(join(folder, 'twin'), 'utf8'), '#!');
  });

  it('leaves out set-user-id bits and devices', async () => {
    await extract([
      [{ name: 'su', mode: 0o4755 }, 'x'],
      [{ name: 'null', type: 'character-device', devmajor: 1, devminor: 3 }],
    ]);
    assert.deepEqual(await readdir(folder), ['su']);
    assert.equal((await stat(join(folder, 'su'))).mode & 0o7777, 0o755);
  });

  it('fails on an archive that is cut short', async () => {
    const whole = await tarOf([[{ name: 'file' }, 'x'.repeat(5000)]]).toArray();
    const half = Buffer.concat(whole as Buffer[]).subarray(0, 2000);
    await assert.rejects(
      extractTar(Readable.from([half]), folder, {
        signal: new AbortController().signal,
        onBytes: () => undefined,
      }),
    );
  });
});
