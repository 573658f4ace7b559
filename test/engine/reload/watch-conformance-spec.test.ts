import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useBeds } from './use-beds.ts';
import { from, idle, image } from './watched-project.ts';

/** Every example of the compose specification's develop.md and of Docker's page on Compose Watch. */
describe('develop.watch as the specification and its manual have it', function () {
  this.timeout(90_000);
  const beds = useBeds();

  it('syncs one service from the start and rebuilds the other (the illustrative example)', async () => {
    const bed = await beds.make({
      'webapp/Dockerfile': `${from}\nRUN mkdir -p /var/www\n`,
      'webapp/html/index.html': 'one',
      'webapp/html/node_modules/x.js': 'one',
      'backend/Dockerfile': `${from}\nCOPY src /src\n`,
      'backend/src/main.c': 'one',
    });
    bed.write({
      'compose.yaml': `services:
  frontend:
    image: ${bed.name}-webapp
    build: ./webapp
    ${idle}
    develop:
      watch:
        - path: ./webapp/html
          action: sync
          initial_sync: true
          target: /var/www
          ignore: [node_modules/]
  backend:
    image: ${bed.name}-backend
    build: ./backend
    ${idle}
    develop: { watch: [{ path: ./backend/src, action: rebuild }] }
`,
    });
    await bed.openWindow();
    await bed.start();
    await bed.turnOn();
    await bed.untilFile('frontend', '/var/www/index.html', 'one');
    await bed.save({ 'webapp/html/node_modules/x.js': 'two', 'webapp/html/index.html': 'two' });
    await bed.untilFile('frontend', '/var/www/index.html', 'two');
    assert.equal(await bed.ask('frontend', 'ls', '/var/www'), 'index.html\n');
    assert.equal(bed.starts('frontend'), 0);

    await bed.save({ 'backend/src/main.c': 'two' });
    await bed.untilFile('backend', '/src/main.c', 'two');
    assert.equal(bed.starts('frontend'), 0);
    assert.equal(bed.starts('backend'), 1);
  });

  it('runs exec as its user, in its folder, with its environment, after the copy (exec)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  frontend:
    ${image}
    ${idle}
    working_dir: /tmp
    environment: { INHERITED: before, CHANGED: before }
    develop:
      watch:
        - path: ./etc/config
          action: sync+exec
          target: /etc/config/
          exec:
            command: sh -c 'echo "$$(id -u) $$PWD $$INHERITED $$CHANGED $$ADDED $$(cat /etc/config/app.conf)" > /root/said'
            user: '0:5'
            working_dir: /etc/config
            environment: [CHANGED=after, ADDED=new]
`,
      'etc/config/app.conf': '1',
    });
    await bed.save({ 'etc/config/app.conf': 'copied' });
    await bed.untilFile('frontend', '/root/said', '0 /etc/config before after new copied\n');
    assert.equal(bed.starts('frontend'), 0);
  });

  it('says so when the command of sync+exec fails', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    ${image}
    ${idle}
    develop:
      watch:
        - path: ./config
          action: sync+exec
          target: /config
          exec: { command: [sh, -c, 'echo no such thing >&2; exit 3'] }
`,
    });
    await bed.save({ 'config/app.conf': '2' });
    const row = await bed.row('one that failed', ({ outcome }) => outcome?.kind === 'failed');
    assert.ok(row.outcome?.kind === 'failed');
    assert.match(row.outcome.message, /\b3\b/);
    assert.deepEqual(row.outcome.lines, ['no such thing']);
    assert.equal(await bed.read('app', '/config/app.conf'), '2');
  });

  it('rebuilds only for what include names (include)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  backend:
    build: .
    ${idle}
    develop: { watch: [{ path: ./src, include: '*.go', action: rebuild }] }
`,
      Dockerfile: `${from}\nCOPY src /src\n`,
      'src/main.go': '1',
      'src/README.md': '1',
    });
    const before = await bed.container('backend');
    await bed.save({ 'src/README.md': '2' });
    await bed.save({ 'src/main.go': '2' });
    await bed.untilFile('backend', '/src/main.go', '2');
    assert.notEqual((await bed.container('backend')).id, before.id);
    assert.equal(bed.starts('backend'), 1);
    for (const { files } of bed.finished('backend'))
      assert.deepEqual(files, [bed.tree.path('src/main.go')]);
  });

  it('ignores with *, ?, */* and **, and with the .dockerignore of the context (ignore)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: .
    ${idle}
    develop:
      watch:
        - path: ./tree
          target: /app
          action: sync
          ignore: ['*.star', 'on?', 'nest/*/*', '**/any']
`,
      Dockerfile: `${from}\nRUN mkdir /app\n`,
      '.dockerignore': 'tree/*.secret\n**/*.log\n!tree/keep.secret\n',
    });
    const wanted = ['deep/a.star', 'deep/anything', 'keep.secret', 'last', 'nest/a.txt', 'ones'];
    const kept = [
      'a.star',
      'one',
      'nest/a/b',
      'deep/er/any',
      'deep/any/file',
      'a.secret',
      'deep/x.log',
    ];
    for (const name of [...kept, ...wanted]) bed.write({ [`tree/${name}`]: name });
    const list = async (): Promise<readonly string[]> => {
      const said = (await bed.ask('app', 'find', '/app', '-type', 'f')) ?? '';
      return said.split('\n').flatMap((path) => (path === '' ? [] : [path.slice(5)]));
    };
    await bed.until('all files', async () => (await list()).length >= wanted.length);
    assert.deepEqual((await list()).toSorted(), wanted);
  });

  it('restarts and copies nothing (restart)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    ${image}
    ${idle}
    develop: { watch: [{ path: ./config, action: restart }] }
  other:
    ${image}
    ${idle}
`,
      'config/app.conf': '1',
    });
    const before = await bed.container('app');
    await bed.save({ 'config/app.conf': '2' });
    await bed.row('a restart', ({ action, service }) => action === 'restart' && service === 'app');
    const after = await bed.container('app');
    assert.equal(after.id, before.id);
    assert.notEqual(after.startedAt, before.startedAt);
    assert.equal(await bed.ask('app', 'stat', '/config'), undefined);
    assert.deepEqual([bed.starts('app'), bed.starts('other')], [1, 0]);
  });

  it('syncs the sources, rebuilds for package.json, ignores below path only (manual, example 1)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  web:
    build: .
    ${idle}
    develop:
      watch:
        - action: sync
          path: ./web
          target: /src/web
          initial_sync: true
          ignore: [node_modules/]
        - { action: rebuild, path: package.json }
`,
      Dockerfile: `${from}\nWORKDIR /src\nCOPY package.json .\nCOPY web web\nRUN cp package.json installed\n`,
      'package.json': '{}',
      'web/App.jsx': '1',
      'web/index.js': '1',
      'web/node_modules/x.js': '1',
    });
    const before = await bed.container('web');
    await bed.save({ 'web/App.jsx': '2' });
    bed.write({ 'web/node_modules/x.js': '2', 'web/lib/new.js': '1' });
    await bed.untilFile('web', '/src/web/App.jsx', '2');
    await bed.untilFile('web', '/src/web/lib/new.js', '1');
    // The image has the one it was built with.
    assert.equal(await bed.read('web', '/src/web/node_modules/x.js'), '1');
    assert.equal((await bed.container('web')).id, before.id);

    await bed.save({ 'package.json': '{"name":"web"}' });
    await bed.untilFile('web', '/src/installed', '{"name":"web"}');
    const row = await bed.row('a rebuild', ({ action }) => action === 'rebuild');
    assert.deepEqual(row.files, [bed.tree.path('package.json')]);
    // The new image was built from what was synced before.
    assert.equal(await bed.read('web', '/src/web/App.jsx'), '2');
  });

  it('syncs one file to another name and restarts for it (manual, example 2)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  web:
    build: .
    ${idle}
    develop:
      watch:
        - { action: sync, path: ./web, target: /app/web, ignore: [node_modules/] }
        - action: sync+restart
          path: ./proxy/nginx.conf
          target: /etc/nginx/conf.d/default.conf
  backend:
    build: { context: backend, target: builder }
    ${idle}
`,
      Dockerfile: `${from}\nCOPY web /app/web\nCOPY proxy/nginx.conf /etc/nginx/conf.d/default.conf\n`,
      'backend/Dockerfile': `${from} AS builder\n${from}\nRUN exit 1\n`,
      'web/index.js': '1',
      'proxy/nginx.conf': '1',
      'proxy/other.conf': '1',
    });
    bed.write({ 'proxy/other.conf': '2' });
    await bed.save({ 'web/index.js': '2' });
    await bed.untilFile('web', '/app/web/index.js', '2');
    assert.equal(bed.starts('web'), 0);
    await bed.save({ 'proxy/nginx.conf': '2' });
    await bed.untilFile('web', '/etc/nginx/conf.d/default.conf', '2');
    await bed.row('a restart', ({ action }) => action === 'sync+restart');
    assert.deepEqual([bed.starts('web'), bed.starts('backend')], [1, 0]);
    assert.equal(await bed.ask('web', 'ls', '/etc/nginx/conf.d'), 'default.conf\n');
  });

  it('maps a path to any target (manual, path and target)', async () => {
    const targets = { html: '/app/html', static: '/app/static', assets: '/assets' };
    const services = Object.entries(targets).map(
      ([name, target]) => `  ${name}:
    ${image}
    ${idle}
    develop: { watch: [{ action: sync, path: ./app/html, target: ${target} }] }
`,
    );
    const bed = await beds.open({
      'compose.yaml': `services:\n${services.join('')}`,
      'app/html/index.html': '1',
    });
    await bed.save({ 'app/html/index.html': '2', 'app/html/deep/er.html': '2' });
    for (const [name, target] of Object.entries(targets)) {
      await bed.untilFile(name, `${target}/index.html`, '2');
      await bed.untilFile(name, `${target}/deep/er.html`, '2');
    }
  });

  it('passes over .git and what editors write beside (manual, file path rules)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    ${image}
    ${idle}
    develop: { watch: [{ action: sync, path: ./src, target: /app }] }
`,
      'src/a.txt': '1',
    });
    bed.write({
      'src/.git/index': '2',
      'src/.a.txt.swp': '2',
      'src/.a.txt.swx': '2',
      'src/a.txt~': '2',
      'src/4913': '2',
      'src/.#a.txt': '2',
      'src/a.txt___jb_tmp___': '2',
    });
    bed.replace('src/a.txt', '2');
    await bed.untilFile('app', '/app/a.txt', '2');
    assert.equal(await bed.ask('app', 'ls', '-A', '/app'), 'a.txt\n');
  });

  it('writes for a service that is not root what it can read (manual, prerequisites)', async () => {
    const bed = await beds.open({
      'compose.yaml': `services:
  app:
    build: .
    ${idle}
    develop: { watch: [{ action: sync, path: ./src, target: /app }] }
`,
      Dockerfile: `${from}\nCOPY --chown=1001:1001 src /app\nUSER 1001\n`,
      'src/run.sh': '1',
    });
    const { id } = await bed.container('app');
    bed.replace('src/run.sh', '2', 0o755);
    await bed.untilFile('app', '/app/run.sh', '2');
    const { stdout } = await bed.engine.containers.exec(id, {
      command: ['sh', '-c', 'stat -c %a /app/run.sh; cat /app/run.sh'],
    });
    assert.equal(stdout, '755\n2');
  });
});
