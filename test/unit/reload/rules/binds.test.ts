import assert from 'node:assert/strict';
import { disposeProjects, projectOf } from './project.ts';

describe('rules from bind mounts', () => {
  afterEach(disposeProjects);

  it('restart, and say what was seen', async () => {
    const { plan, why, rules, root } = await projectOf({
      'compose.yaml': 'services:\n  web:\n    image: a\n    volumes:\n      - ./src:/app/src\n',
    });
    assert.deepEqual(plan('src/a/b.js'), { web: 'restart' });
    assert.deepEqual(plan('src2/a.js'), {});
    assert.equal(
      why('web', 'src/a.js'),
      'web mounts ./src at /app/src, and its process is not known to watch its files',
    );
    const rule = rules.find(({ origin }) => origin === 'bind');
    assert.deepEqual(rule?.declaredAt, { path: `${root}/compose.yaml`, line: 5 });
  });

  it('leave it to a process that watches', async () => {
    const { plan, why } = await projectOf({
      'compose.yaml': `services:
  web: { image: a, command: nodemon server.js, volumes: ['.:/app'] }
`,
    });
    assert.deepEqual(plan('a.js'), { web: 'none' });
    assert.equal(why('web', 'a.js'), 'web mounts . at /app, and nodemon sees changes itself');
  });

  for (const [said, action] of [
    ['restart', 'restart'],
    ['none', 'none'],
    ['rebuild', 'rebuild'],
  ] as const)
    it(`do what the user says: ${said}`, async () => {
      const compose = `services:
  web: { build: ., command: nodemon server.js, volumes: ['./src:/app', './c:/etc/c', './d:/var/lib/d'] }
  api: { image: a, command: nodemon server.js, volumes: ['./src:/app'] }
`;
      const overrides = { web: said, constructor: said };
      const { plan } = await projectOf({ 'compose.yaml': compose, Dockerfile: '' }, { overrides });
      for (const file of ['src/a.js', 'c/x', 'd/y'])
        assert.equal(plan(file)['web'], action, `${file} ${said}`);
      assert.deepEqual(plan('src/a.js')['api'], 'none');
    });

  it('to rebuild what has no build is to restart it', async () => {
    const compose = "services: { web: { image: a, volumes: ['./src:/app'] } }";
    const { plan, why } = await projectOf(
      { 'compose.yaml': compose },
      { overrides: { web: 'rebuild' } },
    );
    assert.deepEqual(plan('src/a'), { web: 'restart' });
    assert.match(why('web', 'src/a') ?? '', /it has no build/);
  });

  it('know nothing of what another mount hides', async () => {
    const { plan, rules } = await projectOf({
      'compose.yaml': `services:
  web:
    image: a
    volumes: ['.:/app/', '/app/dist', 'cache:/app/tmp/', './fixed:/app/src/fixed']
    tmpfs: ['/app/run:size=1m']
volumes: { cache: {} }
`,
    });
    assert.deepEqual(plan('dist/a.js', 'tmp/x', 'run/y', 'src/fixed/a'), {});
    assert.deepEqual(plan('dist2/a.js'), { web: 'restart' });
    assert.deepEqual(plan('fixed/a'), { web: 'restart' });
    assert.deepEqual(rules.find(({ origin }) => origin === 'bind')?.except, [
      'dist/ (another mount is at /app/dist)',
      'tmp/ (another mount is at /app/tmp)',
      'src/fixed/ (another mount is at /app/src/fixed)',
      'run/ (another mount is at /app/run)',
    ]);
  });

  it('leave alone what tools and editors write, and what the user rules out', async () => {
    const { plan, rules, tree } = await projectOf(
      { 'compose.yaml': "services: { web: { image: a, volumes: ['.:/app'] } }" },
      { ignored: (file) => file.endsWith('.snap') },
    );
    assert.deepEqual(plan('.git/index', 'node_modules/x.js', 'x.log', '.a.swp', 'a.snap'), {});
    const rule = rules.find(({ origin }) => origin === 'bind');
    assert.equal(rule?.mayCoverIn(tree.path('node_modules')), false);
    assert.equal(rule.mayCoverIn(tree.path('src')), true);
  });

  it('know places by what they are for', async () => {
    const { plan } = await projectOf({
      'compose.yaml': `services:
  web:
    image: nginx:alpine
    volumes: [./html:/usr/share/nginx/html, ./nginx.conf:/etc/nginx/nginx.conf]
  db:
    image: postgres
    volumes: [./data:/var/lib/postgresql/data, ./init:/docker-entrypoint-initdb.d]
`,
    });
    assert.deepEqual(plan('html/index.html'), { web: 'none' });
    assert.deepEqual(plan('nginx.conf'), { web: 'restart' });
    assert.deepEqual(plan('data/base/1', 'init/a.sql'), { db: 'none' });
  });

  it('are not for what is the machine’s own', async () => {
    const { rows } = await projectOf({
      'compose.yaml': `services:
  web:
    image: a
    volumes: [/var/run/docker.sock:/var/run/docker.sock, /:/host, /proc:/p, /etc/localtime:/etc/localtime, ./my.sock:/x]
`,
    });
    assert.deepEqual(rows(), ['web recreate ./.env', 'web recreate ./compose.yaml']);
  });

  it('are also for who borrows the volumes of another service', async () => {
    const { plan, rules } = await projectOf({
      'compose.yaml': `services:
  app: { image: a, volumes: ['./src:/app', './own:/own'] }
  web:
    image: a
    volumes: ['data:/own']
    volumes_from: ['app:ro', 'container:app', 'container:gone']
volumes: { data: {} }
`,
    });
    assert.deepEqual(plan('src/a'), { app: 'restart', web: 'restart' });
    assert.deepEqual(plan('own/a'), { app: 'restart' });
    const rule = rules.find(({ service, origin }) => service === 'web' && origin === 'bind');
    assert.equal(rule?.declaredAt?.line, 6);
  });

  it('see named volumes that are bind mounts', async () => {
    const { plan } = await projectOf({
      'compose.yaml': `services: { web: { image: a, volumes: ['src:/app', 'other:/x'] } }
volumes:
  src: { driver: local, driver_opts: { type: none, o: bind, device: ./src } }
  other: { driver_opts: { type: nfs, o: addr=x, device: ':/data' } }
`,
    });
    assert.deepEqual(plan('src/a'), { web: 'restart' });
  });
});
