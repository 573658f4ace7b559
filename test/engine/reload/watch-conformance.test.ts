import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useBeds } from './use-beds.ts';
import { from, idle, image } from './watched-project.ts';

/**
 * What docker/compose's own end-to-end tests of `watch` show (pkg/e2e/watch_test.go and
 * pkg/e2e/fixtures/watch), with projects of our own making. docs/testing.md has the table.
 */
describe('develop.watch as the tests of docker/compose have it', function () {
  this.timeout(90_000);
  const beds = useBeds();

  it('syncs writes, removals, new folders and rewrites, not what is ignored, and restarts', async () => {
    // Neither of the folders is there when it begins.
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build:
      dockerfile_inline: |
        ${from}
        RUN mkdir -p /app/data /app/config
    ${idle}
    develop:
      watch:
        - { action: sync, path: ./data, target: /app/data, ignore: ['*.foo', ./ignored] }
        - { action: sync+restart, path: ./config, target: /app/config }
`,
    });
    let flushes = 0;
    const flush = async (): Promise<void> => {
      flushes += 1;
      bed.write({ 'data/wait.txt': String(flushes) });
      await bed.untilFile('app', '/app/data/wait.txt', String(flushes));
    };
    bed.write({ 'data/hello.txt': 'hello world' });
    await bed.untilFile('app', '/app/data/hello.txt', 'hello world');
    bed.write({ 'data/hello.txt': 'hello watch' });
    await bed.untilFile('app', '/app/data/hello.txt', 'hello watch');
    bed.remove('data/hello.txt');
    await bed.untilFile('app', '/app/data/hello.txt', undefined);

    bed.write({ 'data/data.foo': 'ignored', 'data/ignored/hello.txt': 'ignored' });
    await flush();
    assert.equal(await bed.ask('app', 'stat', '/app/data/data.foo'), undefined);
    assert.equal(await bed.ask('app', 'stat', '/app/data/ignored'), undefined);

    // Empty it is nothing to a container: it comes with its first file.
    bed.makeFolder('data/subdir');
    bed.write({ 'data/subdir/file.txt': 'a' });
    await bed.untilFile('app', '/app/data/subdir/file.txt', 'a');
    for (const last of ['xyz', 'zyx']) {
      for (const text of last) bed.write({ 'data/subdir/file.txt': text });
      await bed.untilFile('app', '/app/data/subdir/file.txt', last.at(-1));
    }
    bed.remove('data/subdir');
    await bed.until(
      'the folder is gone',
      async () => (await bed.ask('app', 'stat', '/app/data/subdir')) === undefined,
    );
    assert.equal(bed.starts('app'), 0);

    bed.write({ 'config/file.config': 'updated' });
    await bed.row('with a restart', ({ action }) => action === 'sync+restart');
    assert.equal(bed.starts('app'), 1);
    assert.equal(await bed.read('app', '/app/config/file.config'), 'updated');
  });

  it('rebuilds for .env and leaves the container on its external network', async () => {
    const bed = await beds.make({});
    const network = `${bed.name}-external`;
    bed.write({
      'compose.yaml': `services:
  app:
    build:
      args: { HELLO: $HELLO }
      dockerfile_inline: |
        ${from}
        ARG HELLO
        ENV HELLO=$$HELLO
    ${idle}
    develop: { watch: [{ action: rebuild, path: .env }] }
    networks: [outside]
networks:
  outside: { name: ${network}, external: true }
`,
      '.env': 'HELLO=WORLD\n',
    });
    const networkId = await bed.engine.networks.create({ name: network });
    try {
      await bed.openWindow();
      await bed.start();
      await bed.turnOn();
      const before = await bed.container('app');
      assert.deepEqual(before.networks, [network]);
      bed.write({ '.env': 'HELLO=AGAIN\n' });
      const row = await bed.row('for .env', ({ files }) => files.includes(bed.tree.path('.env')));
      assert.equal(row.outcome?.kind, 'done');
      assert.equal(row.action, 'rebuild');
      const after = await bed.container('app');
      assert.notEqual(after.id, before.id);
      assert.deepEqual(after.networks, [network]);
      assert.equal(after.status, 'running');
    } finally {
      await bed.engine.containers.remove((await bed.container('app')).id, { force: true });
      await bed.engine.networks.remove(networkId);
    }
  });

  it('runs the command of sync+exec once the file is in the volume', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: { dockerfile_inline: "${from}" }
    ${idle}
    volumes: [/data]
    develop:
      watch:
        - path: .
          target: /data
          action: sync+exec
          exec: { command: [sh, -c, 'ls /data >> /said'] }
`,
    });
    const before = await bed.container('app');
    bed.write({ test: 'SUCCESS' });
    const file = bed.tree.path('test');
    const row = await bed.row('of the file', ({ files }) => files.includes(file));
    assert.equal(row.action, 'sync+exec');
    assert.ok(row.stages.some(({ name }) => name === 'executed'));
    assert.equal(await bed.read('app', '/data/test'), 'SUCCESS');
    assert.match((await bed.read('app', '/said')) ?? '', /^test$/m);
    const after = await bed.container('app');
    assert.deepEqual([after.id, after.startedAt], [before.id, before.startedAt]);
  });

  it('rebuilds every service that one file is built into', async () => {
    const service = (name: string): string => `  ${name}:
    build:
      dockerfile_inline: |
        ${from}
        RUN mkdir /data
        COPY test /data/${name}
    ${idle}
    develop: { watch: [{ path: test, action: rebuild }] }
`;
    const bed = await beds.open({
      'compose.yaml': `services:\n${['a', 'b', 'c'].map(service).join('')}`,
      test: 'test',
    });
    for (const name of ['a', 'b', 'c']) assert.equal(await bed.read(name, `/data/${name}`), 'test');
    bed.write({ test: 'updated' });
    for (const name of ['a', 'b', 'c']) await bed.untilFile(name, `/data/${name}`, 'updated');
    for (const name of ['a', 'b', 'c']) {
      const row = await bed.row(name, ({ service: own }) => own === name);
      assert.deepEqual([row.action, row.outcome?.kind], ['rebuild', 'done']);
      assert.equal(bed.starts(name), 1);
    }
  });

  it('syncs only what include names', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  a:
    build: { dockerfile_inline: "${from}\\nRUN mkdir /data/" }
    ${idle}
    develop: { watch: [{ path: ., include: A.*, target: /data/, action: sync }] }
`,
    });
    bed.write({ 'B.test': 'test' });
    bed.write({ 'A.test': 'test' });
    await bed.untilFile('a', '/data/A.test', 'test');
    assert.equal(await bed.ask('a', 'ls', '/data'), 'A.test\n');
  });

  it('writes through a symbolic link of the container', async () => {
    const command = 'mkdir -p /app/data /var/sub && ln -s /var/sub /app/data/sub && sleep 600';
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    ${image}
    init: true
    command: sh -c '${command}'
    develop: { watch: [{ action: sync, path: ./data, target: /app/data }] }
`,
      'data/top.txt': '1',
    });
    bed.write({ 'data/sub/file.txt': 'through' });
    await bed.untilFile('app', '/var/sub/file.txt', 'through');
    assert.equal(await bed.ask('app', 'readlink', '/app/data/sub'), '/var/sub\n');
    bed.remove('data/sub/file.txt');
    await bed.untilFile('app', '/var/sub/file.txt', undefined);
    assert.equal(await bed.ask('app', 'readlink', '/app/data/sub'), '/var/sub\n');
  });

  it('rebuilds with the env_file as it is then', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  web:
    build: .
    env_file: [./watch.env]
    ${idle}
    develop: { watch: [{ path: test, action: rebuild }] }
`,
      Dockerfile: `${from}\nCOPY test /test\n`,
      test: '1',
      'watch.env': 'VALUE=1\n',
    });
    bed.write({ 'watch.env': 'VALUE=2\n', test: '2' });
    await bed.untilFile('web', '/test', '2');
    await bed.row('the rebuild', ({ service }) => service === 'web');
    assert.equal(await bed.ask('web', 'sh', '-c', 'echo $VALUE'), '2\n');
  });

  it('leaves what a rebuilt service depends on as it is', async () => {
    const service = (name: string, more: string): string => `  ${name}:
    build:
      dockerfile_inline: |
        ${from}
        ${name === 'frontend' ? 'COPY test /test' : 'ENV NAME=backend'}
    ${idle}
${more}`;
    const bed = await beds.open({
      'compose.yaml': `services:
${service('backend', '')}${service(
        'frontend',
        `    depends_on: [backend]
    develop: { watch: [{ path: test, action: rebuild }] }
`,
      )}`,
      test: '1',
    });
    const before = await bed.container('backend');
    bed.write({ test: '2' });
    await bed.untilFile('frontend', '/test', '2');
    await bed.row('frontend', ({ service: own }) => own === 'frontend');
    const after = await bed.container('backend');
    assert.deepEqual(
      [after.id, after.startedAt, after.imageId],
      [before.id, before.startedAt, before.imageId],
    );
    assert.deepEqual(bed.finished('backend'), []);
  });

  it('brings files in at the beginning where x-initialSync says so', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: { dockerfile_inline: "${from}" }
    ${idle}
    volumes: [/data]
    develop:
      watch:
        - path: .
          target: /data
          action: sync+exec
          exec: { command: [sh, -c, 'echo SUCCESS > /said'] }
          x-initialSync: true
`,
      'sub/test': 'there before',
    });
    await bed.untilFile('app', '/data/sub/test', 'there before');
  });
});
