import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { lookAtChanges } from '../../../../server/src/reload/act/look.ts';
import { packWrites, type Packed } from '../../../../server/src/reload/act/pack-writes.ts';

describe('packing changed files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hyperbox-pack-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  /** `between` happens after the files were looked at, and before they are read. */
  const pack = async (
    names: readonly string[],
    between: () => void = () => undefined,
  ): Promise<{ packed: Packed; files: Record<string, string> }> => {
    const work = await lookAtChanges(
      names.map((name) => ({ path: join(folder, name), kind: 'written', target: `/app/${name}` })),
    );
    between();
    const packed = packWrites(work.writes, {
      owner: { uid: 3, gid: 4 },
      base: '/',
      folders: [{ target: '/app', mode: 0o711 }],
    });
    packed.skipped.push(...work.skipped);
    const reader = extract();
    packed.stream.pipe(reader);
    const files: Record<string, string> = {};
    for await (const entry of reader) {
      const { name, mode, uid, gid, type, linkname } = entry.header;
      const content = await text(entry);
      const what = type === 'symlink' ? `-> ${linkname}` : content.slice(0, 20);
      files[name] = `${mode.toString(8)} ${String(uid)}:${String(gid)} ${what}`;
      assert.ok(type !== 'file' || content.length === entry.header.size);
    }
    return { packed, files };
  };
  const whys = ({ skipped }: Packed): readonly string[] =>
    skipped.map(({ target, why }) => `${target} ${why}`);

  it('says what it has packed', async () => {
    const { packed, files } = await pack([write('a', 'hello'), write('b', '')]);
    assert.deepEqual(files, {
      app: '711 3:4 ',
      'app/a': '644 3:4 hello',
      'app/b': '644 3:4 ',
    });
    assert.equal(packed.bytes, 5);
    assert.deepEqual(packed.done, [
      { target: '/app/a', fingerprint: '644 aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d' },
      { target: '/app/b', fingerprint: '644 da39a3ee5e6b4b0d3255bfef95601890afd80709' },
    ]);
  });

  it('takes a file as it is when it is read, and leaves out what is gone by then', async () => {
    const names = [
      write('grows', 'a'),
      write('goes', 'b'),
      write('long', Buffer.alloc(400_000, 'c')),
    ];
    const { packed, files } = await pack(names, () => {
      write('grows', 'aaa');
      renameSync(join(folder, 'goes'), join(folder, 'gone'));
      write('long', Buffer.alloc(300_000, 'd'));
    });
    assert.deepEqual(files, {
      app: '711 3:4 ',
      'app/grows': '644 3:4 aaa',
      'app/long': `644 3:4 ${'d'.repeat(20)}`,
    });
    assert.equal(packed.bytes, 300_003);
    assert.deepEqual(whys(packed), ['/app/goes is gone again']);
  });

  it('never reads through a link that took the place of a file', async () => {
    const { packed, files } = await pack([write('a', 'a')], () => {
      rmSync(join(folder, 'a'));
      symlinkSync('/etc/passwd', join(folder, 'a'));
    });
    assert.deepEqual(files, { app: '711 3:4 ' });
    assert.deepEqual(whys(packed), ['/app/a cannot be read (ELOOP)']);
  });

  it('lets go of all files when nobody takes the stream', async function () {
    if (process.platform !== 'linux') this.skip();
    const open = (): number =>
      readdirSync('/proc/self/fd').filter((fd) => {
        const path = join('/proc/self/fd', fd);
        return existsSync(path) && readlinkSync(path).startsWith(folder);
      }).length;
    write('long', Buffer.alloc(4_000_000));
    const { writes } = await lookAtChanges([
      { path: join(folder, 'long'), kind: 'written', target: '/app/long' },
    ]);
    const { stream } = packWrites(writes, { owner: { uid: 0, gid: 0 }, base: '/', folders: [] });
    while (open() === 0) await new Promise((resolve) => setImmediate(resolve));
    stream.destroy();
    while (open() > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('leaves out what may not be read, and says why', async () => {
    write('open', 'a');
    write('shut', 'a');
    chmodSync(join(folder, 'shut'), 0);
    chmodSync(folder, 0o755);
    // Root reads everything.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const { packed, files } = await pack(['open', 'shut']);
      assert.deepEqual(Object.keys(files), ['app', 'app/open']);
      assert.deepEqual(whys(packed), ['/app/shut cannot be read (EACCES)']);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
