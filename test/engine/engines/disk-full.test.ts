import assert from 'node:assert/strict';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { canRunDockerd, createDockerd, type OwnDockerd } from '../../support/dockerd.ts';
import { command, connectEngine } from '../../support/engine.ts';
import { registryInside } from '../../support/registry-inside.ts';

describe('An engine whose disk is full', function () {
  this.timeout(60_000);
  let folder: string;
  let mounted = false;
  let dockerd: OwnDockerd | undefined;
  let engine: Engine | undefined;

  before(async function () {
    if (!canRunDockerd()) {
      console.log('      Skipped: starting an own dockerd needs dockerd and root.');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-small-disk-'));
    await command('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
    mounted = true;
    dockerd = await createDockerd({ dataRoot: folder, arguments: ['--storage-driver', 'vfs'] });
    await dockerd.start();
    engine = await connectEngine({ id: 'small', label: 'Small disk', address: dockerd.address });
  });
  after(async () => {
    engine?.dispose();
    await dockerd?.dispose();
    if (mounted) await command('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  });

  const twiceTheDisk = 16 * 1024 * 1024;
  const usedBytes = async (): Promise<number> => {
    const { blocks, bfree, bsize } = await statfs(folder);
    return (blocks - bfree) * bsize;
  };
  const saysSo = (error: { readonly code: string; readonly hint: string }): boolean => {
    assert.equal(error.code, 'disk-full');
    assert.match(error.hint, /[Ff]ree space/);
    return true;
  };

  it('says so when it builds, and what to do', async () => {
    const context = await mkdtemp(join(tmpdir(), 'hyperbox-big-context-'));
    try {
      await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY big /big\n');
      await writeFile(join(context, 'big'), Buffer.alloc(twiceTheDisk));
      const building = engine!.images.build({ context, tags: [] }, () => undefined);
      await assert.rejects(building, saysSo);
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  });

  const pulls = [
    { what: 'downloads an image', compressible: false },
    { what: 'unpacks an image that it has downloaded', compressible: true },
  ];
  for (const { what, compressible } of pulls) {
    it(`says so when it ${what}, and keeps nothing of it`, async () => {
      const before = await usedBytes();
      const registry = await registryInside(dockerd!, { bytes: twiceTheDisk, compressible });
      try {
        const reference = `${registry.host}/big:1`;
        await assert.rejects(
          engine!.images.pull(reference, { onProgress: () => undefined }),
          saysSo,
        );
        assert.equal(await engine!.images.get(reference), undefined);
        assert.deepEqual(await engine!.images.list(), []);
        // What stays is the engine's book-keeping.
        assert.ok((await usedBytes()) - before < 256 * 1024);
      } finally {
        registry.dispose();
      }
    });
  }
});
