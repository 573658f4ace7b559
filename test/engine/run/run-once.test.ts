import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import type { RunningOnce, RunOnceOptions } from '../../../server/src/compose/runner-contract.ts';
import { healthy, makeBed, modelOf, sleeper, type Bed } from './project.ts';

const project = 'hbrun-once';

describe('a command that runs once in a service', function () {
  this.timeout(60_000);
  let bed: Bed;

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const model = modelOf(
    project,
    {
      db: sleeper({ healthcheck: healthy }),
      web: sleeper({
        depends_on: { db: { condition: 'service_healthy', required: true } },
        environment: { MODE: 'file', KEPT: 'yes' },
        ports: [{ target: 80, published: '27630' }],
        restart: 'always',
        volumes: [{ type: 'volume', source: 'data', target: '/data' }],
      }),
    },
    { volumes: { data: { name: `${project}_data` } }, environment: { PASSED: 'on' } },
  );

  const run = (options: Partial<RunOnceOptions>, of: ComposeModel = model): Promise<RunningOnce> =>
    bed.runner.runOnce(
      of,
      { service: 'web', ...options },
      { signal: AbortSignal.timeout(30_000), progress: () => undefined },
    );

  const ended = async ({ attachment }: RunningOnce) => {
    assert.ok(attachment);
    const [stdout, stderr] = await Promise.all([
      text(attachment.stream),
      attachment.stderr === undefined ? '' : text(attachment.stderr),
    ]);
    const exitCode = await attachment.exitCode();
    attachment.dispose();
    return { stdout, stderr, exitCode };
  };
  const names = async () => Object.keys(await bed.containers(project)).sort();

  it('starts what the service needs, and gives both outputs and the exit code', async () => {
    const running = await run({
      command: ['sh', '-c', 'echo $MODE $KEPT $PASSED $(pwd); echo no >&2; exit 3'],
      environment: ['MODE=run', 'PASSED', 'UNSET'],
      workingDir: '/tmp',
      remove: true,
    });
    assert.match(running.containerName, new RegExp(`^${project}-web-run-[0-9a-f]{12}$`));
    assert.deepEqual(await ended(running), {
      stdout: 'run yes on /tmp\n',
      stderr: 'no\n',
      exitCode: 3,
    });
    assert.deepEqual(await names(), [`${project}-db-1`]);
    const [db] = await bed.connection.require().containers.list({
      labels: [`com.docker.compose.project=${project}`],
    });
    assert.equal(db?.health, 'healthy');
  });

  it('reads what is written to it, to the end', async () => {
    const running = await run({ command: ['sh', '-c', 'cat | wc -c'], noDependencies: true });
    const result = ended(running);
    running.attachment?.stream.end('x'.repeat(300_000));
    assert.equal((await result).stdout.trim(), '300000');
  });

  it('has a terminal of the size that was asked for', async () => {
    const running = await run({
      command: ['sh', '-c', 'until stty size 2>&1 | grep "17 91"; do :; done'],
      noDependencies: true,
      terminal: { columns: 91, rows: 17 },
    });
    assert.equal((await ended(running)).stdout, '17 91\r\n');
  });

  it('publishes nothing, is no replica and no orphan, and goes when the project goes', async () => {
    const { containerId, attachment, containerName } = await run({ detach: true });
    assert.equal(attachment, undefined);
    const engine = bed.connection.require();
    const item = await engine.containers.get(containerId);
    assert.deepEqual([item?.status, item?.ports, item?.compose?.oneOff], ['running', [], true]);
    const result = await bed.start(model);
    assert.deepEqual(result.orphans, []);
    assert.deepEqual(await names(), [`${project}-db-1`, `${project}-web-1`, containerName].sort());
    const signal = AbortSignal.timeout(30_000);
    await bed.runner.down(
      { project, model },
      { volumes: false, removeOrphans: false },
      { signal, progress: () => undefined },
    );
    assert.deepEqual(await names(), []);
  });

  it('publishes ports when asked to', async () => {
    const portsOf = async (options: Partial<RunOnceOptions>) => {
      const { containerId } = await run({ ...options, detach: true, noDependencies: true });
      const item = await bed.connection.require().containers.get(containerId);
      return item?.ports.map(({ hostPort, containerPort }) => [hostPort, containerPort]);
    };
    assert.deepEqual(await portsOf({ servicePorts: true }), [[27630, 80]]);
    assert.deepEqual(await portsOf({ publish: ['127.0.0.1:27631:90'] }), [[27631, 90]]);
  });

  it('mounts more, as another user, with an entry point of its own', async () => {
    const running = await run({
      entrypoint: ['sh', '-c', 'touch /more/x && id -u && ls /data /more'],
      user: '0',
      volumes: [`${project}_more:/more`],
      noDependencies: true,
      remove: true,
    });
    assert.equal((await ended(running)).stdout, '0\n/data:\n\n/more:\nx\n');
    await bed.connection.require().volumes.remove(`${project}_more`);
  });

  it('leaves nothing when the command is not there', async () => {
    // With an init process it would be started, and end with 127.
    const bare = modelOf(project, { web: sleeper({ init: false }) });
    await assert.rejects(run({ command: ['no-such-command'] }, bare), /no-such/);
    assert.deepEqual(await names(), []);
  });

  it('says what is wrong with a service, a port or a volume', async () => {
    await assert.rejects(run({ service: 'wep' }), { code: 'not-found' });
    await assert.rejects(run({ publish: ['eighty'] }), { code: 'invalid-input' });
    await assert.rejects(run({ volumes: ['aa:bb:cc:dd'] }), { code: 'invalid-input' });
    assert.deepEqual(await names(), []);
  });
});
