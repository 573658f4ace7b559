import assert from 'node:assert/strict';
import { containersKill, containersStart, containersStop } from '#shared/protocol/containers';
import {
  inventoryChanged,
  inventoryWatch,
  type ContainerItem,
  type InventoryChange,
} from '#shared/protocol/inventory';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

type ContainersChange = Extract<InventoryChange, { readonly kind: 'containers' }>;

const about =
  (id: string, matches: (item: ContainerItem) => boolean) =>
  (change: InventoryChange): boolean =>
    change.kind === 'containers' && change.upserted.some((item) => item.id === id && matches(item));

describe('watching the engine’s lists', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('inventory');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });
  afterEach(() => server.request(inventoryWatch, { kinds: [] }));

  it('answers with the list and then says of a container killed from outside that it is dead', async () => {
    const id = await box.run({ command: ['sleep', '1000'] });
    const { containers } = await server.request(inventoryWatch, { kinds: ['containers'] });
    assert.equal(containers?.find((item) => item.id === id)?.status, 'running');

    const exited = server.next(
      inventoryChanged,
      about(id, ({ status }) => status === 'exited'),
      2000,
    );
    await box.engine.containers.kill(id);
    const change = (await exited) as ContainersChange;
    assert.equal(change.reset, false);
    assert.equal(change.upserted.length, 1);
    assert.equal(change.upserted[0]?.exitCode, 137);
  });

  it('says of a container that had to be killed to stop that its stop was asked for, until it starts again', async () => {
    const id = await box.run({
      command: ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done'],
    });
    await server.request(inventoryWatch, { kinds: ['containers'] });
    const ended: (true | undefined)[] = [];
    const listener = server.on(inventoryChanged, (change) => {
      if (change.kind !== 'containers') return;
      for (const item of change.upserted) {
        if (item.id === id && item.status === 'exited') ended.push(item.stopAsked);
      }
    });
    try {
      const exited = server.next(
        inventoryChanged,
        about(id, ({ status, exitCode }) => status === 'exited' && exitCode === 137),
      );
      await server.request(containersStop, { containerId: id, timeoutMs: 1000 });
      await exited;
      // Never, not even for a moment, as a crash.
      assert.deepEqual(new Set(ended), new Set([true]));
    } finally {
      listener.dispose();
    }

    await server.request(containersStart, { containerId: id });
    const killed = server.next(
      inventoryChanged,
      about(id, ({ status }) => status === 'exited'),
    );
    await server.request(containersKill, { containerId: id });
    const change = (await killed) as ContainersChange;
    assert.equal(change.upserted.find((item) => item.id === id)?.stopAsked, undefined);
  });

  it('says so too when another client stopped it', async () => {
    const id = await box.run({
      command: ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done'],
    });
    await server.request(inventoryWatch, { kinds: ['containers'] });
    const calm = server.next(
      inventoryChanged,
      about(id, ({ status, stopAsked }) => status === 'exited' && stopAsked === true),
    );
    await box.engine.containers.stop(id, { graceMs: 1000 });
    await calm;
  });

  it('answers one who asks before the engine was found with its list, not with an empty one', async () => {
    const id = await box.run({ command: ['sleep', '1000'] });
    const early = await startTestServer();
    try {
      const { containers } = await early.request(inventoryWatch, { kinds: ['containers'] });
      assert.ok(containers?.some((item) => item.id === id));
    } finally {
      await early.dispose();
    }
  });

  it('says of a new container that it is there, and of a removed one that it is gone', async () => {
    await server.request(inventoryWatch, { kinds: ['containers'] });
    const created = server.next(inventoryChanged, ({ upserted }) =>
      (upserted as readonly ContainerItem[]).some(({ name }) => name === box.name('new')),
    );
    const id = await box.create({ name: box.name('new'), command: ['true'] });
    await created;
    const removed = server.next(inventoryChanged, (change) => change.removed.includes(id));
    await box.engine.containers.remove(id);
    await removed;
  });

  it('follows volumes and networks', async () => {
    await server.request(inventoryWatch, { kinds: ['volumes', 'networks'] });
    const name = box.name('shared');
    const labels = { 'dev.hyperbox.test': box.label.split('=')[1] ?? '' };
    const named = (change: InventoryChange): boolean =>
      (change.upserted as readonly { readonly name?: string }[]).some((item) => item.name === name);

    const volume = server.next(inventoryChanged, (c) => c.kind === 'volumes' && named(c));
    await box.engine.volumes.create({ name, labels });
    await volume;
    const volumeGone = server.next(inventoryChanged, (c) => c.removed.includes(name));
    await box.engine.volumes.remove(name);
    await volumeGone;

    const network = server.next(inventoryChanged, (c) => c.kind === 'networks' && named(c));
    const id = await box.engine.networks.create({ name, labels, internal: true });
    await network;
    const networkGone = server.next(inventoryChanged, (c) => c.removed.includes(id));
    await box.engine.networks.remove(id);
    await networkGone;
  });

  it('follows tags of images', async () => {
    await server.request(inventoryWatch, { kinds: ['images'] });
    const tag = `hyperbox-test/${box.name('tagged')}:1`;
    const hasTag = (change: InventoryChange): boolean =>
      change.kind === 'images' && change.upserted.some(({ tags }) => tags.includes(tag));
    const tagged = server.next(inventoryChanged, hasTag);
    await box.engine.images.tag(box.image, tag);
    await tagged;
    const untagged = server.next(inventoryChanged, (c) => c.kind === 'images' && !hasTag(c));
    await box.engine.images.remove(tag);
    await untagged;
  });

  it('sends nothing to who no longer watches', async () => {
    await server.request(inventoryWatch, { kinds: ['containers'] });
    await server.request(inventoryWatch, { kinds: [] });
    const heard: InventoryChange[] = [];
    const listening = server.on(inventoryChanged, (change) => heard.push(change));
    const id = await box.run({ command: ['true'] });
    await box.engine.containers.wait(id);
    // Whatever the events caused has been answered before this is.
    await server.request(inventoryWatch, { kinds: [] });
    listening.dispose();
    assert.deepEqual(heard, []);
  });

  it('tells each of many watchers the whole list, also one that comes later', async () => {
    const id = await box.run({ command: ['sleep', '1000'] });
    const first = await server.request(inventoryWatch, { kinds: ['containers'] });
    const second = await server.request(inventoryWatch, { kinds: ['containers', 'volumes'] });
    for (const { containers } of [first, second]) {
      assert.ok(containers?.some((item) => item.id === id));
    }
  });
});
