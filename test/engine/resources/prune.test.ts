import assert from 'node:assert/strict';
import { containersPrune } from '#shared/protocol/containers';
import { imagesPrune } from '#shared/protocol/images';
import { networksPrune } from '#shared/protocol/networks';
import { volumesPrune } from '#shared/protocol/volumes';
import type { Engine } from '../../../server/src/engines/contract.ts';
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

  before(async function () {
    if (!canRunDockerd()) {
      console.warn('No test of pruning: it needs a dockerd of its own, and root.');
      this.skip();
    }
    const dockerd = await createDockerd();
    cleanUps.push(() => dockerd.dispose());
    await dockerd.start();
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
});
