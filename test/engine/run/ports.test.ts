import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

/** A port that was free a moment ago. */
const listen = async (port = 0): Promise<Server> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '0.0.0.0', resolve));
  return server;
};
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });

describe('host ports of a project', function () {
  this.timeout(60_000);
  let bed: Bed;
  const one = 'hbrun-ports-one';
  const two = 'hbrun-ports-two';
  const range = { from: 27_100, to: 27_199 };

  const publishing = (project: string, published: string, more = {}): ComposeModel =>
    modelOf(project, {
      web: sleeper({
        ports: [{ mode: 'ingress', target: 80, published, protocol: 'tcp' }],
        ...more,
      }),
    });
  const freePort = async (): Promise<number> => {
    const server = await listen();
    const { port } = server.address() as AddressInfo;
    await close(server);
    return port;
  };

  before(async () => {
    bed = await makeBed({ settings: { portsRange: range } });
  });
  afterEach(async () => {
    await bed.down(one);
    await bed.down(two);
  });
  after(() => bed.dispose());

  it('are those of the file when they are free, and are where the service answers', async () => {
    const port = await freePort();
    const result = await bed.start(publishing(one, String(port)));
    assert.deepEqual(result.remaps, []);
    assert.deepEqual(result.services[0]?.addresses, [`http://localhost:${port}`]);
  });

  it('move out of the way of a process, which is named, and stay where they are', async () => {
    const server = await listen();
    const { port } = server.address() as AddressInfo;
    const first = await bed.start(publishing(one, String(port)));
    const [remap] = first.remaps;
    assert.deepEqual(
      { ...remap, holder: '' },
      { service: 'web', wanted: port, chosen: 27_100, protocol: 'tcp', holder: '' },
    );
    if (process.platform === 'linux')
      assert.match(remap!.holder, new RegExp(`\\(pid ${process.pid}\\)`));
    assert.deepEqual(first.services[0]?.addresses, ['http://localhost:27100']);
    await close(server);
    const before = await bed.containers(one);
    const again = await bed.start(publishing(one, String(port)));
    assert.equal(again.services[0]?.action, 'unchanged');
    assert.deepEqual(again.services[0].addresses, ['http://localhost:27100']);
    const recreated = await bed.start(publishing(one, String(port), { environment: { A: 'b' } }));
    assert.equal(recreated.services[0]?.action, 'recreated');
    assert.deepEqual(recreated.services[0].addresses, ['http://localhost:27100']);
    assert.notDeepEqual(await bed.containers(one), before);
    await bed.down(one);
    const fresh = await bed.start(publishing(one, String(port)));
    assert.deepEqual(fresh.remaps, [], 'removing the project forgets the choice');
  });

  it('move out of the way of a container of another project, which is named', async () => {
    const port = await freePort();
    await bed.start(publishing(one, String(port)));
    const result = await bed.start(publishing(two, String(port)));
    assert.equal(result.remaps[0]?.holder, `container ${one}-web-1 of project ${one}`);
    assert.equal(result.remaps[0].chosen, 27_100);
  });

  it('are taken anew when the container that had them is started again and they are gone', async () => {
    const port = await freePort();
    await bed.start(publishing(one, String(port)));
    await bed.runner.stop(
      { project: one },
      { signal: AbortSignal.timeout(20_000), progress: () => undefined },
    );
    const server = await listen(port);
    const result = await bed.start(publishing(one, String(port)));
    await close(server);
    assert.equal(result.services[0]?.action, 'recreated');
    assert.equal(result.remaps[0]?.chosen, 27_100);
  });

  it('are different for each container of a service that is scaled', async () => {
    const port = await freePort();
    const result = await bed.start(publishing(one, String(port), { scale: 2 }));
    assert.equal(result.remaps.length, 1);
    assert.deepEqual(
      [...(result.services[0]?.addresses ?? [])].sort(),
      [`http://localhost:${port}`, 'http://localhost:27100'].sort(),
    );
  });

  it('are chosen by the engine when the file names none, and within a range that it names', async () => {
    const result = await bed.start(
      modelOf(one, {
        any: sleeper({ ports: [{ target: 80, protocol: 'tcp' }] }),
        some: sleeper({ ports: [{ target: 80, published: '27150-27160', protocol: 'tcp' }] }),
      }),
    );
    const [any, some] = result.services;
    assert.match(any?.addresses[0] ?? '', /^http:\/\/localhost:\d+$/);
    const port = Number(some?.addresses[0]?.split(':').at(-1));
    assert.ok(port >= 27_150 && port <= 27_160);
  });

  const engineChooses = async (): Promise<readonly number[]> => {
    // Both are the engine's to give, and it has given both.
    await bed.start(
      modelOf(two, {
        first: sleeper({ ports: [{ target: 80, published: '27161', protocol: 'tcp' }] }),
        second: sleeper({ ports: [{ target: 80, published: '27162', protocol: 'tcp' }] }),
      }),
    );
    return [27_161, 27_162];
  };
  const ranged = (more = {}): ComposeModel =>
    modelOf(one, {
      web: sleeper({
        ports: [
          { target: 80, published: '27161-27162', protocol: 'tcp' },
          { target: 81, published: '27161-27162', protocol: 'tcp' },
        ],
        ...more,
      }),
    });
  const moved = ['http://localhost:27100', 'http://localhost:27101'];
  const sortedAddresses = (result: Awaited<ReturnType<Bed['start']>>): readonly string[] =>
    [...(result.services[0]?.addresses ?? [])].sort();

  it('leave a range of the file when all of it is taken, and stay where they are', async () => {
    const [wanted, wantedTo] = await engineChooses();
    const first = await bed.start(ranged());
    const holder = ['first', 'second']
      .map((service) => `container ${two}-${service}-1 of project ${two}`)
      .join(', ');
    const rest = { service: 'web', wanted, wantedTo, protocol: 'tcp', holder };
    assert.deepEqual(first.remaps, [
      { ...rest, chosen: 27_100 },
      { ...rest, chosen: 27_101 },
    ]);
    assert.deepEqual(sortedAddresses(first), moved);
    const again = await bed.start(ranged());
    assert.equal(again.services[0]?.action, 'unchanged');
    await bed.runner.stop(
      { project: one },
      { signal: AbortSignal.timeout(20_000), progress: () => undefined },
    );
    const started = await bed.start(ranged());
    assert.equal(started.services[0]?.action, 'started');
    assert.deepEqual(sortedAddresses(started), moved);
    const recreated = await bed.start(ranged({ environment: { A: 'b' } }));
    assert.equal(recreated.services[0]?.action, 'recreated');
    assert.deepEqual(sortedAddresses(recreated), moved);
  });

  it('leave a range that processes hold, which the engine sees only when it binds', async () => {
    const servers = [await listen(27_163), await listen(27_164)];
    try {
      const result = await bed.start(publishing(one, '27163-27164'));
      assert.equal(result.remaps[0]?.chosen, 27_100);
      assert.deepEqual(result.services[0]?.addresses, ['http://localhost:27100']);
    } finally {
      await Promise.all(servers.map(close));
    }
  });

  it('are those of a range for as many containers as it has room for', async () => {
    const result = await bed.start(publishing(one, '27165-27166', { scale: 3 }));
    assert.equal(result.remaps.length, 1);
    assert.deepEqual(
      sortedAddresses(result),
      [27_100, 27_165, 27_166].map((port) => `http://localhost:${port}`),
    );
  });

  it('are chosen again when somebody takes them between the choice and the start', async () => {
    const robbed: Server[] = [];
    const unlucky = await makeBed({
      settings: { portsRange: range },
      ports: (own) => ({
        ...own,
        async allocate(request) {
          const choices = await own.allocate(request);
          if (robbed.length === 0) robbed.push(await listen(choices[0]!.chosen));
          return choices;
        },
      }),
    });
    try {
      const result = await unlucky.start(publishing(one, String(await freePort())));
      assert.equal(result.remaps[0]?.chosen, 27_100);
      assert.deepEqual(result.services[0]?.addresses, ['http://localhost:27100']);
      assert.equal(Object.keys(await unlucky.containers(one)).length, 1);
    } finally {
      await Promise.all(robbed.map(close));
      await unlucky.down(one);
      await unlucky.dispose();
    }
  });
});
