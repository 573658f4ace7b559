import assert from 'node:assert/strict';
import { containersRemove, containersRun } from '#shared/protocol/containers';
import { networkId } from '#shared/protocol/ids';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

const network = networkId.parse('none');
const codeOf = (error: unknown): string | undefined =>
  (error as { data?: { code?: string } }).data?.code;

describe('running an image', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('run');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  it('creates and starts a container as the form says', async () => {
    const { containerId } = await server.request(containersRun, {
      image: box.image,
      name: box.name('form'),
      ports: [],
      environment: ['GREETING=hello world'],
      volumes: ['/tmp:/host:ro'],
      command: ['sh', '-c', 'echo "$GREETING" > /said; sleep 1000'],
      network,
    });
    try {
      const item = await box.engine.containers.get(containerId);
      assert.equal(item?.status, 'running');
      assert.equal(item.name, box.name('form'));
      assert.deepEqual(
        item.mounts.map(({ kind, source, target, readOnly }) => ({
          kind,
          source,
          target,
          readOnly,
        })),
        [{ kind: 'bind', source: '/tmp', target: '/host', readOnly: true }],
      );
      const { Config } = await box.engine.containers.inspect(containerId);
      assert.ok((Config as { Env: string[] }).Env.includes('GREETING=hello world'));
    } finally {
      await server.request(containersRemove, { containerId, force: true });
    }
  });

  it('removes a container that does not start, and says why it did not', async () => {
    const name = box.name('broken');
    const run = server.request(containersRun, {
      image: box.image,
      name,
      ports: [],
      environment: [],
      volumes: [],
      command: ['/no/such/program'],
      network,
    });
    await assert.rejects(run, (error: Error) => {
      assert.match(error.message, /no\/such\/program|no such file/);
      return true;
    });
    const names = (await box.engine.containers.list()).map((item) => item.name);
    assert.ok(!names.includes(name));
  });

  it('refuses what is not a port, a volume or a variable before it does anything', async () => {
    const form = { image: 'hyperbox-test/absent:1', ports: [], environment: [], volumes: [] };
    for (const wrong of [
      { ports: ['80:80:80:80'] },
      { volumes: ['./a:/b'] },
      { environment: ['A'] },
    ]) {
      await assert.rejects(
        server.request(containersRun, { ...form, ...wrong }),
        (error: unknown) => codeOf(error) === 'invalid-input',
      );
    }
  });
});
