import assert from 'node:assert/strict';
import { systemClock } from '../../../server/src/base/clock.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { LiveEngine } from '../../../server/src/compose/language/engine/live-engine.ts';
import type { EngineSight } from '../../../server/src/compose/language/engine/language-engine.ts';
import type { EngineConnection } from '../../../server/src/engines/connection-contract.ts';
import { EngineInventory } from '../../../server/src/inventory/inventory.ts';
import { openBox, type Box } from '../../support/box.ts';
import { canRunDockerd, createDockerd } from '../../support/dockerd.ts';
import { connect } from '../run/project.ts';

const liveEngine = (connection: EngineConnection): LiveEngine =>
  new LiveEngine({
    ...{ connection, clock: systemClock, pullIdleTimeoutMs: () => 10_000 },
    inventory: new EngineInventory({ connection, log: silentLog, clock: systemClock }),
  });

/** Resolves as soon as what is in sight is so; the test's time limit is its limit. */
const until = (
  engine: LiveEngine,
  isSo: (sight: EngineSight | undefined) => boolean,
): Promise<void> =>
  new Promise((resolve) => {
    if (isSo(engine.sight)) {
      resolve();
      return;
    }
    const listening = engine.onDidChange(() => {
      if (!isSo(engine.sight)) return;
      listening.dispose();
      resolve();
    });
  });

describe('the engine as compose files know it', () => {
  let connection: EngineConnection;
  let box: Box;
  before(async () => {
    connection = await connect();
    box = await openBox('sight');
  });
  after(async () => {
    await box.dispose();
    connection.dispose();
  });

  it('is in sight for as long as anybody looks', async () => {
    const engine = liveEngine(connection);
    const isInSight = (): boolean => engine.sight !== undefined;
    assert(!isInSight());
    const [one, two] = [engine.watch(), engine.watch()];
    await until(engine, isInSight);
    assert((engine.sight?.host.cpus ?? 0) > 0);
    assert.equal(engine.sight?.hostName, 'localhost');
    one.dispose();
    one.dispose();
    assert(isInSight());
    two.dispose();
    assert(!isInSight());
    engine.dispose();
  });

  it('follows what happens on it, and makes anew only the lists that change', async () => {
    const engine = liveEngine(connection);
    engine.watch();
    await until(engine, (sight) => sight !== undefined);
    const before = engine.sight;
    const id = await box.run({ command: ['sleep', '1000'] });
    const isRunning = (sight: EngineSight | undefined): boolean =>
      sight?.containers.some((item) => item.id === id && item.status === 'running') === true;
    await until(engine, isRunning);
    assert.equal(engine.sight?.images, before?.images);
    assert(typeof (await engine.container(id))?.startedAtMs === 'number');
    assert.deepEqual((await engine.madeFrom(id))?.Config.Cmd, ['sleep', '1000']);
    await box.engine.containers.remove(id, { force: true });
    await until(engine, (sight) => !isRunning(sight));
    engine.dispose();
  });

  it('reads an image once for all ways to name it, and tells absence from ignorance', async () => {
    const engine = liveEngine(connection);
    assert.equal(await engine.image('hyperbox-test/not-here:1'), 'absent');
    engine.watch();
    await until(engine, (sight) => sight !== undefined);
    const image = await engine.image(box.image);
    assert(image !== undefined && image !== 'absent');
    assert.equal(await engine.image(`docker.io/${box.image}`), image);
    assert.equal(image.platform.split('/')[0], 'linux');
    assert.equal(await engine.image('Not A Name'), undefined);
    engine.dispose();
  });

  it('goes out of sight when it is lost, and comes back by itself', async function () {
    if (!canRunDockerd()) {
      console.warn('No test of a lost engine: it needs a dockerd of its own, and root.');
      this.skip();
    }
    this.timeout(60_000);
    const dockerd = await createDockerd();
    await dockerd.start();
    const own = await connect(dockerd.address, { DOCKER_HOST: dockerd.address });
    const engine = liveEngine(own);
    try {
      engine.watch();
      await until(engine, (sight) => sight !== undefined);
      await dockerd.kill();
      await until(engine, (sight) => sight === undefined);
      assert.equal(await engine.image(box.image), undefined);
      await dockerd.start();
      await until(engine, (sight) => sight !== undefined && sight.networks.length > 0);
    } finally {
      engine.dispose();
      own.dispose();
      await dockerd.dispose();
    }
  });
});
