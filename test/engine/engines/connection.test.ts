import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineState } from '../../../shared/src/protocol/engine.ts';
import { systemClock } from '../../../server/src/base/clock.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { EngineConnection } from '../../../server/src/engines/connection-contract.ts';
import { createEngineConnection } from '../../../server/src/engines/connection.ts';
import type { EngineEvent } from '../../../server/src/engines/contract.ts';
import { systemFiles } from '../../../server/src/engines/environment.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { canRunDockerd, createDockerd, type OwnDockerd } from '../../support/dockerd.ts';

const connectionTo = (setting: string, env: NodeJS.ProcessEnv = {}): EngineConnection => {
  const environment = {
    env,
    platform: process.platform,
    homedir: '/nonexistent',
    files: systemFiles,
  };
  return createEngineConnection({
    setting: () => setting,
    environment,
    drivers: createDrivers({ ...environment, log: silentLog }),
    log: silentLog,
    clock: systemClock,
  });
};

/** Resolves with the first state of that kind from now on; rejects when it takes too long. */
const reaches = (
  connection: EngineConnection,
  kind: EngineState['kind'],
  withinMs = 10_000,
): Promise<EngineState> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`Not ${kind} within ${withinMs} ms but ${connection.state.kind}.`));
    }, withinMs);
    const subscription = connection.onDidChangeState((state) => {
      if (state.kind !== kind) return;
      clearTimeout(timer);
      subscription.dispose();
      resolve(state);
    });
  });

describe('The connection to an engine that comes and goes', function () {
  this.timeout(90_000);
  let dockerd: OwnDockerd;
  let connection: EngineConnection;

  before(async function () {
    if (!canRunDockerd()) {
      console.log('      Skipped: starting an own dockerd needs dockerd and root.');
      this.skip();
    }
    dockerd = await createDockerd();
    await dockerd.start();
  });
  afterEach(() => {
    connection.dispose();
  });
  after(async () => {
    await dockerd.dispose();
  });

  it('is lost when the engine is killed, and there again within 5 s of its return', async () => {
    connection = connectionTo(dockerd.address);
    connection.open();
    assert.equal((await connection.ready()).kind, 'connected');

    const lost = reaches(connection, 'lost', 2000);
    await dockerd.kill();
    const state = await lost;
    assert.equal(state.kind === 'lost' && state.fault.reason, 'not-running');
    assert.equal(connection.engine, undefined);
    assert.throws(() => connection.require(), { code: 'engine-unavailable' });

    const back = reaches(connection, 'connected', 40_000);
    await dockerd.start();
    const startedAt = Date.now();
    await back;
    assert.ok(Date.now() - startedAt < 5000);
    assert.deepEqual(await connection.require().containers.list(), []);
  });

  it('hears what happens after it came back', async () => {
    connection = connectionTo(dockerd.address);
    connection.open();
    await connection.ready();
    const lost = reaches(connection, 'lost');
    await dockerd.kill();
    await lost;
    const back = reaches(connection, 'connected', 40_000);
    await dockerd.start();
    await back;

    const heard = new Promise<EngineEvent>((resolve) => connection.onEvent(resolve));
    await connection.require().volumes.create({ name: 'hyperbox-after-a-gap' });
    const { kind, action, id } = await heard;
    assert.deepEqual(
      { kind, action, id },
      { kind: 'volume', action: 'create', id: 'hyperbox-after-a-gap' },
    );
    await connection.require().volumes.remove('hyperbox-after-a-gap');
  });

  it('finds an engine that was not there at first', async () => {
    await dockerd.kill();
    connection = connectionTo('', { DOCKER_HOST: dockerd.address });
    connection.open();
    const first = await connection.ready();
    assert.equal(first.kind, 'broken');
    const found = reaches(connection, 'connected', 40_000);
    await dockerd.start();
    await found;
  });

  it('says nothing more once it is disposed of', async () => {
    connection = connectionTo(dockerd.address);
    connection.open();
    await connection.ready();
    const states: string[] = [];
    connection.onDidChangeState(({ kind }) => states.push(kind));
    connection.dispose();
    await dockerd.kill();
    await dockerd.start();
    assert.deepEqual(states, []);
  });

  it('switches to another engine on wish, and lists it among the others', async () => {
    connection = connectionTo('unix:///nowhere.sock');
    connection.open();
    assert.equal((await connection.ready()).kind, 'broken');
    const state = await connection.select(dockerd.address);
    assert.equal(state.kind, 'connected');
    const items = await connection.list();
    const own = items.find(({ address }) => address === dockerd.address);
    assert.equal(own?.status.kind, 'ok');
    const back = await connection.select(undefined);
    assert.equal(back.kind === 'broken' && back.fault.reason, 'not-running');
  });
});

describe('The connection to something that is no use', () => {
  let folder: string;
  let server: Server | undefined;
  let connection: EngineConnection;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-connection-'));
  });
  afterEach(() => {
    connection.dispose();
    server?.closeAllConnections();
    server?.close();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const serve = async (answer: RequestListener): Promise<string> => {
    const socket = join(folder, 'engine.sock');
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(socket, resolve));
    return `unix://${socket}`;
  };

  it('is broken, with the version, when the engine is too old', async () => {
    const address = await serve((_request, response) => {
      response.end(JSON.stringify({ Version: '1.12.6', ApiVersion: '1.24' }));
    });
    connection = connectionTo(address);
    connection.open();
    const state = await connection.ready();
    assert.ok(state.kind === 'broken');
    assert.equal(state.fault.reason, 'too-old');
    assert.match(state.fault.message, /1\.12\.6.*1\.24.*1\.40/);
  });

  it('is broken when what answers is no engine', async () => {
    const address = await serve((_request, response) => {
      response.end('<html>It works!</html>');
    });
    connection = connectionTo(address);
    connection.open();
    const state = await connection.ready();
    assert.equal(state.kind === 'broken' && state.fault.reason, 'failed');
  });

  it('does not fall through from a choice that is broken', async () => {
    connection = connectionTo('', { DOCKER_HOST: 'unix:///nowhere/docker.sock' });
    connection.open();
    const state = await connection.ready();
    assert.ok(state.kind === 'broken');
    assert.equal(state.fault.reason, 'not-running');
    assert.match(state.fault.message, /\/nowhere\/docker\.sock/);
  });

  it('names a choice that cannot be an address', async () => {
    connection = connectionTo('dokcer');
    connection.open();
    const state = await connection.ready();
    assert.ok(state.kind === 'broken');
    assert.equal(state.fault.reason, 'bad-address');
    assert.match(state.fault.message, /hyperbox\.engine.*dokcer/);
  });
});
