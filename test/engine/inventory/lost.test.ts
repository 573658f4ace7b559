import assert from 'node:assert/strict';
import type { ContainerId } from '#shared/protocol/ids';
import { inventoryChanged, inventoryWatch, type InventoryChange } from '#shared/protocol/inventory';
import { logsOpen, logsReceived } from '#shared/protocol/logs';
import { canRunDockerd, createDockerd, type OwnDockerd } from '../../support/dockerd.ts';
import { busyboxImage, connectEngine, testEndpoint } from '../../support/engine.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

describe('an engine that goes and comes back', function () {
  this.timeout(60_000);
  const cleanUps: (() => Promise<void> | void)[] = [];
  let dockerd: OwnDockerd;
  let server: TestServer;
  let id: ContainerId;

  before(async function () {
    if (!canRunDockerd()) {
      console.warn('No test of a lost engine: it needs a dockerd of its own, and root.');
      this.skip();
    }
    dockerd = await createDockerd();
    cleanUps.push(() => dockerd.dispose());
    await dockerd.start();
    id = await runCounter();
    server = await startTestServer({ environment: { DOCKER_HOST: dockerd.address } });
    cleanUps.push(() => server.dispose());
    await engineReady(server);
  });
  after(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  /** A container that is there again when the engine is. */
  const runCounter = async (): Promise<ContainerId> => {
    const engine = await connectEngine({ ...testEndpoint, address: dockerd.address });
    const container = await engine.containers.create({
      image: await busyboxImage(engine, dockerd.address),
      command: ['sh', '-c', 'echo started; exec sleep 1000'],
      networkMode: 'none',
      restartPolicy: { name: 'always' },
      stopGraceMs: 0,
    });
    await engine.containers.start(container);
    engine.dispose();
    return container;
  };

  it('empties the lists and fills them again by itself, and reads its logs on', async () => {
    await server.request(inventoryWatch, { kinds: ['containers', 'images'] });
    const printed: string[] = [];
    server.on(logsReceived, ({ lines }) => {
      for (const { text, stream } of lines) if (stream !== 'marker') printed.push(text);
    });
    const first = server.next(logsReceived);
    await server.request(logsOpen, { target: { kind: 'container', containerId: id }, tail: 10 });
    await first;

    const isReset =
      (empty: boolean) =>
      (change: InventoryChange): boolean =>
        change.kind === 'containers' && change.reset && (change.upserted.length === 0) === empty;
    const emptied = server.next(inventoryChanged, isReset(true));
    await dockerd.kill();
    await emptied;

    const filled = server.next(inventoryChanged, isReset(false), 20_000);
    const again = server.next(
      logsReceived,
      ({ lines }) => lines.some(({ text }) => text === 'started'),
      20_000,
    );
    await dockerd.start();
    const change = await filled;
    assert.deepEqual(
      change.upserted.map((item) => ('id' in item ? String(item.id) : '')),
      [String(id)],
    );
    await again;
    assert.deepEqual(printed, ['started', 'started']);
  });
});
