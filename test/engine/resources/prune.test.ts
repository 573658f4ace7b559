import assert from 'node:assert/strict';
import { containersPrune } from '#shared/protocol/containers';
import { imagesPrune, imagesPruneBuildCache } from '#shared/protocol/images';
import { metricsDisk } from '#shared/protocol/metrics';
import { networksPrune } from '#shared/protocol/networks';
import { volumesPrune } from '#shared/protocol/volumes';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { buildxProgram, makeBuildxConfig } from '../../support/buildx.ts';
import { canRunDockerd, createDockerd } from '../../support/dockerd.ts';
import { busyboxImage, connectEngine, testEndpoint } from '../../support/engine.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

/** On an engine of its own: what is unused on a developer's engine is not for a test to remove. */
describe('pruning', function () {
  this.timeout(60_000);
  const cleanUps: (() => Promise<void> | void)[] = [];
  let engine: Engine;
  let server: TestServer;
  let image: string;
  let address: string;

  before(async function () {
    if (!canRunDockerd()) {
      console.warn('No test of pruning: it needs a dockerd of its own, and root.');
      this.skip();
    }
    const dockerd = await createDockerd();
    cleanUps.push(() => dockerd.dispose());
    await dockerd.start();
    ({ address } = dockerd);
    engine = await connectEngine({ ...testEndpoint, address: dockerd.address });
    cleanUps.push(() => {
      engine.dispose();
    });
    image = await busyboxImage(engine, dockerd.address);
    server = await startTestServer({ environment: { DOCKER_HOST: dockerd.address } });
    cleanUps.push(() => server.dispose());
    await engineReady(server);
  });
  after(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  const create = (name: string, volume?: string): Promise<string> =>
    engine.containers.create({
      image,
      name,
      command: ['sleep', '1000'],
      networkMode: 'none',
      stopGraceMs: 0,
      ...(volume !== undefined && {
        mounts: [{ kind: 'volume' as const, source: volume, target: '/data' }],
      }),
    });

  it('removes the volumes that the preview showed, and none that came later', async () => {
    await engine.volumes.create({ name: 'unused' });
    const user = await create('user', 'used');
    const preview = await server.request(volumesPrune, { apply: false });
    assert.deepEqual(preview.items, [{ id: 'unused', label: 'unused' }]);
    await engine.volumes.create({ name: 'later' });
    const gone = await server.request(volumesPrune, { apply: true });
    assert.deepEqual(gone, preview);
    const left = (await engine.volumes.list()).map(({ name }) => String(name)).sort();
    assert.deepEqual(left, ['later', 'used']);
    await engine.containers.remove(user);
  });

  it('removes stopped containers and leaves those that run', async () => {
    const running = await create('running');
    await engine.containers.start(running);
    const stopped = await create('stopped');
    const preview = await server.request(containersPrune, { apply: false });
    assert.deepEqual(preview.items, [{ id: stopped, label: 'stopped' }]);
    assert.deepEqual(await server.request(containersPrune, { apply: true }), preview);
    assert.deepEqual(
      (await engine.containers.list()).map(({ id }) => String(id)),
      [running],
    );
    await engine.containers.remove(running, { force: true });
  });

  it('removes networks without containers, never the engine’s own', async () => {
    await engine.networks.create({ name: 'lonely', internal: true });
    const preview = await server.request(networksPrune, { apply: false });
    assert.deepEqual(
      preview.items.map(({ label }) => label),
      ['lonely'],
    );
    assert.deepEqual(await server.request(networksPrune, { apply: true }), preview);
    const left = await engine.networks.list();
    assert.ok(left.length > 0 && left.every(({ builtIn }) => builtIn));
  });

  it('removes dangling images, or with "all" every unused one with all its tags', async () => {
    await engine.images.tag(image, 'second/name:1');
    assert.deepEqual((await server.request(imagesPrune, { apply: false })).items, []);
    const preview = await server.request(imagesPrune, { apply: false, all: true });
    assert.equal(preview.items.length, 1);
    assert.ok(preview.reclaimedBytes > 0);
    assert.match(preview.items[0]?.label ?? '', /second\/name:1/);
    assert.deepEqual(await server.request(imagesPrune, { apply: true, all: true }), preview);
    assert.deepEqual(await engine.images.list(), []);
  });

  describe('the build cache', () => {
    before(async function () {
      if (buildxProgram === undefined) {
        console.warn('No test of pruning the build cache: it needs docker-buildx.');
        this.skip();
      }
      await busyboxImage(engine, address);
    });

    it('removes all that builds kept, which it tells by kind', async () => {
      const none = await server.request(imagesPruneBuildCache, { apply: false });
      assert.deepEqual(none, { shares: [], reclaimedBytes: 0 });
      await buildWithCache();
      const { shares, reclaimedBytes } = await server.request(imagesPruneBuildCache, {
        apply: false,
      });
      const bytesOf = (kind: string) => shares.find((share) => share.kind === kind)?.bytes ?? 0;
      assert.ok(bytesOf('mounts') >= 3_000_000, 'the cache mount is told');
      assert.ok(bytesOf('steps') >= 2_000_000, 'the step is told');
      assert.equal(
        (await server.request(metricsDisk, {})).buildCache.reclaimableBytes,
        reclaimedBytes,
      );
      const gone = await server.request(imagesPruneBuildCache, { apply: true });
      assert.ok(gone.reclaimedBytes >= bytesOf('mounts'));
      assert.deepEqual(await server.request(imagesPruneBuildCache, { apply: false }), none);
    });

    /** A step that leaves two megabytes in its layer, and three in its cache mount. */
    const buildWithCache = async (): Promise<void> => {
      const config = await makeBuildxConfig();
      const context = await mkdtemp(join(tmpdir(), 'hyperbox-cache-'));
      cleanUps.push(() => config.dispose());
      cleanUps.push(() => rm(context, { recursive: true }));
      const write = (megabytes: number, path: string): string =>
        `dd if=/dev/urandom of=${path} bs=1M count=${String(megabytes)}`;
      await writeFile(
        join(context, 'Dockerfile'),
        `FROM ${image}\nRUN --mount=type=cache,target=/c ${write(3, '/c/a')} && ${write(2, '/b')}\n`,
      );
      const builder = await connectEngine(
        { ...testEndpoint, address },
        { PATH: '/nonexistent', DOCKER_CONFIG: config.folder },
      );
      await builder.images.build({ context, tags: ['built:1'], network: 'none' }, () => undefined);
      await builder.images.remove('built:1');
      builder.dispose();
    };
  });
});
