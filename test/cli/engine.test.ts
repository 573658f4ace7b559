import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from '../../server/src/engines/contract.ts';
import { busyboxImage, busyboxTag, cleanUp, connectEngine } from '../support/engine.ts';
import { folderOf, hb, program, Running, type Ran } from './hb.ts';

const project = `hbcli-${process.pid}`;
const label = `com.docker.compose.project=${project}`;

const files = {
  'compose.yaml': `
name: ${project}
x-image: &image { image: '${busyboxTag}', init: true, stop_grace_period: 1s }
services:
  db:
    <<: *image
    command: sleep 600
    healthcheck: { test: ['CMD', 'true'], interval: 200ms }
  web:
    <<: *image
    command: ['sh', '-c', 'echo one; echo two >&2; exec sleep 600']
    depends_on: { db: { condition: service_healthy } }
    volumes: ['data:/data']
  once:
    <<: *image
    command: ['sh', '-c', 'echo done; sleep 1']
    profiles: [once]
  job:
    <<: *image
    command: ['echo', 'a job']
    profiles: [job]
volumes: { data: }
`,
};

describe('hb on an engine', () => {
  let engine: Engine;
  let folder: string;
  let remove: () => Promise<void>;
  before(async () => {
    engine = await connectEngine();
    await busyboxImage(engine);
    ({ folder, remove } = await folderOf(files));
  });
  afterEach(() => cleanUp(engine, label));
  after(async () => {
    await remove();
    engine.dispose();
  });

  const run = (args: readonly string[], input?: string): Promise<Ran> =>
    hb(args, { cwd: folder, ...(input !== undefined && { input }) });
  const ok = async (args: readonly string[], input?: string): Promise<string> => {
    const { code, stdout, stderr } = await run(args, input);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const states = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (await engine.containers.list({ labels: [label] })).map(({ name, status }) => [name, status]),
    );

  it('starts until all is healthy, lists, restarts, stops and removes', async () => {
    await ok(['up', '-d']);
    assert.deepEqual(await states(), {
      [`${project}-db-1`]: 'running',
      [`${project}-web-1`]: 'running',
    });

    const table = await ok(['ps']);
    assert.match(table, /^NAME +IMAGE +COMMAND +SERVICE +CREATED +STATUS +PORTS\n/);
    assert.match(table, /-db-1 .* Up .*\(healthy\)/);
    const records = (await ok(['ps', '--format', 'json'])).trim().split('\n');
    assert.deepEqual(
      records
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .map(({ Service, State, Health }) => [Service, State, Health])
        .sort(),
      [
        ['db', 'running', 'healthy'],
        ['web', 'running', ''],
      ],
    );

    const [before] = (await ok(['ps', '-q', 'web'])).split('\n');
    await ok(['restart', 'web']);
    assert.equal((await ok(['ps', '-q', 'web'])).split('\n')[0], before);

    await ok(['stop', 'web']);
    assert.equal(await ok(['ps', '--services']), 'db\n');
    assert.match(await ok(['ps', '-a']), /-web-1 .* Exited \(\d+\)/);

    await ok(['down', '--volumes']);
    assert.deepEqual(await states(), {});
    const volumes = await engine.volumes.list();
    assert.ok(!volumes.some(({ name }) => name.startsWith(project)));
  });

  it('says what it would do, and does nothing', async () => {
    const tree = await ok(['up', '--dry-run']);
    assert.match(tree, /web: create/);
    assert.deepEqual(await states(), {});
  });

  it('makes as many containers as are asked for', async () => {
    await ok(['up', '-d', '--no-deps', '--scale', 'web=2', 'web']);
    assert.deepEqual(Object.keys(await states()).sort(), [`${project}-web-1`, `${project}-web-2`]);
  });

  it('prints logs: all of them, the last, without names, with times', async () => {
    await ok(['up', '-d', '--no-deps', 'web']);
    const sorted = (text: string): string[] => text.trimEnd().split('\n').sort();
    assert.deepEqual(sorted(await ok(['logs'])), ['web-1 | one', 'web-1 | two']);
    assert.equal((await ok(['logs', '--tail', '1'])).split('\n').length, 2);
    assert.deepEqual(sorted(await ok(['logs', '--no-log-prefix', 'web'])), ['one', 'two']);
    assert.match(await ok(['logs', '-t', '--no-log-prefix']), /^\d{4}-\d\d-\d\dT[\d:.]+Z one$/m);
    assert.equal(await ok(['logs', '--since', '2099-01-01']), '');
  });

  it('follows logs until Ctrl-C', async () => {
    await ok(['up', '-d', '--no-deps', 'web']);
    const following = new Running(process.execPath, [program, 'logs', '-f'], { cwd: folder });
    await following.said(/web-1 \| one/);
    following.child.kill('SIGINT');
    assert.equal((await following.ended()).code, 130);
    assert.deepEqual(Object.values(await states()), ['running']);
  });

  it('is attached to what it started, and stops it at Ctrl-C', async () => {
    const attached = new Running(process.execPath, [program, 'up'], { cwd: folder });
    await attached.said(/web-1 \| one/);
    await attached.said(/web: running/);
    attached.child.kill('SIGINT');
    const { code, stderr } = await attached.ended();
    assert.equal(code, 130, stderr);
    assert.deepEqual([...new Set(Object.values(await states()))], ['exited']);
  });

  it('ends by itself when all that it is attached to has ended', async () => {
    const { code, stdout, stderr } = await run(['--profile', 'once', 'up', '--no-deps', 'once']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /once-1 \| done/);
  });

  it('breaks a start off at Ctrl-C', async () => {
    const starting = new Running(process.execPath, [program, 'up', '-d'], { cwd: folder });
    await starting.said(/db: /);
    starting.child.kill('SIGINT');
    assert.equal((await starting.ended()).code, 130);
  });

  it('runs a command once, with its input, its outputs and its exit code', async () => {
    assert.equal(await ok(['run', '--rm', 'job']), 'a job\n');
    assert.equal(await ok(['run', '--rm', '-T', 'job', 'wc', '-c'], 'æ\u0000b'), '4\n');
    const failed = await run(['run', '--rm', 'job', 'sh', '-c', 'echo bad >&2; exit 7']);
    assert.equal(failed.code, 7);
    assert.match(failed.stderr, /^bad$/m);
    assert.equal(failed.stdout, '');
    assert.deepEqual(await states(), {});
  });

  it('gives a one-off command variables, a folder and an entrypoint', async () => {
    const { code, stdout } = await hb(
      [
        'run',
        '--rm',
        '-e',
        'A=1',
        '-e',
        'B',
        '-w',
        '/tmp',
        '--entrypoint',
        'sh -c',
        'job',
        'echo $A $B $PWD',
      ],
      { cwd: folder, env: { B: 'mine' } },
    );
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '1 mine /tmp\n' });
  });

  it('says what to do where there is no engine', async () => {
    const server = createServer((_request, response) => response.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await hb(['ps'], {
      cwd: folder,
      env: { DOCKER_HOST: `tcp://127.0.0.1:${port}` },
    });
    server.close();
    assert.equal(code, 1);
    assert.match(stderr, /^error: .+\n.+/m);
  });
});
