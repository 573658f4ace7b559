import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { disposeProjects, projectOf, type Project } from './project.ts';

/** A service `web` with these rules, and what else is said of it. */
const watching = (
  watch: string,
  files: Readonly<Record<string, string>> = {},
  service = 'image: busybox',
): Promise<Project> =>
  projectOf({
    'compose.yaml': `services:\n  web:\n    ${service}\n    develop:\n      watch:\n${watch.replace(/^/gm, '        ')}\n`,
    ...files,
  });

describe('develop.watch', () => {
  afterEach(disposeProjects);

  for (const [action, expected] of [
    ['sync', 'sync /app/a/b.js'],
    ['sync+restart', 'sync+restart /app/a/b.js'],
    ['restart', 'restart'],
    ['rebuild', 'rebuild'],
  ] as const)
    it(`${action} does what it says`, async () => {
      const project = await watching(
        `- { path: src, action: ${action}, target: /app }`,
        { 'src/a/b.js': '' },
        'build: .',
      );
      assert.deepEqual(project.plan('src/a/b.js'), { web: expected });
      assert.deepEqual(project.plan('src2/a.js', 'other.js'), {});
    });

  it('sync+exec copies and runs its command, once for many files', async () => {
    const { plan } = await watching(
      '- { path: ./etc, action: sync+exec, target: /etc/app/, exec: { command: app reload } }',
      { 'etc/a': '' },
    );
    assert.deepEqual(plan('etc/a', 'etc/b'), {
      web: 'sync+exec /etc/app/a /etc/app/b $ app reload',
    });
  });

  it('a file that is removed is removed there', async () => {
    const { plan } = await watching('- { path: src, action: sync, target: /app/ }');
    assert.deepEqual(plan('-src/a.js', 'src/b.js'), { web: 'sync -/app/a.js /app/b.js' });
  });

  it('a file goes to its target, and by its name into one that ends with a slash', async () => {
    const { plan } = await watching(
      `- { path: a.conf, action: sync, target: /etc/b.conf }
- { path: c.conf, action: sync, target: /etc/c/ }`,
      { 'a.conf': '', 'c.conf': '' },
    );
    assert.deepEqual(plan('a.conf', 'c.conf'), { web: 'sync /etc/b.conf /etc/c/c.conf' });
  });

  it('the folder itself is no file of it', async () => {
    const { plan } = await watching('- { path: src, action: sync, target: /app }', {
      'src/a.js': '',
    });
    assert.deepEqual(plan('-src'), {});
  });

  it('ignores patterns as a .dockerignore does, from its path on', async () => {
    const { plan } = await watching(
      `- path: data
  action: sync
  target: /app/data
  ignore: ['*.foo', ./ignored, '**/deep', '!ignored/not']`,
      { 'data/a': '' },
    );
    assert.deepEqual(plan('data/a.foo', 'data/ignored/x', 'data/x/deep/y'), {});
    assert.deepEqual(plan('data/x/a.foo', 'data/ignored/not', 'data/ignored2'), {
      web: 'sync /app/data/x/a.foo /app/data/ignored/not /app/data/ignored2',
    });
  });

  it('includes nothing but what patterns name', async () => {
    const { plan } = await watching(
      `- { path: ., include: A.*, target: /data/, action: sync }
- { path: src, include: ['*.go', cmd], ignore: '*_test.go', action: restart }`,
    );
    assert.deepEqual(plan('A.test', 'B.test', 'x/A.test'), { web: 'sync /data/A.test' });
    assert.deepEqual(plan('src/main.go', 'src/a_test.go', 'src/deep/x.go'), { web: 'restart' });
    assert.deepEqual(plan('src/a_test.go', 'src/deep/x.go'), {});
    assert.deepEqual(plan('src/cmd/deep/x.txt'), { web: 'restart' });
  });

  it('leaves out what keeps files out of the build context', async () => {
    const files = { 'api/.dockerignore': 'node_modules\n*.md\n', 'api/Dockerfile': 'FROM a\n' };
    const watch = '- { path: api, action: sync, target: /app }';
    const { plan } = await watching(watch, files, 'build: api');
    assert.deepEqual(plan('api/node_modules/x/y.js', 'api/README.md', 'api/a.js'), {
      web: 'sync /app/a.js',
    });
    const own = { ...files, 'api/Dockerfile.dockerignore': 'a.js' };
    const other = await watching(watch, own, 'build: api');
    assert.deepEqual(other.plan('api/node_modules/x/y.js', 'api/a.js'), {
      web: 'sync /app/node_modules/x/y.js',
    });
  });

  it('a .dockerignore that leaves everything out keeps nothing from being watched', async () => {
    const { plan } = await watching(
      '- { path: ., action: sync, target: /app }',
      { '.dockerignore': '*\n!src\n', Dockerfile: 'FROM a\n' },
      'build: .',
    );
    assert.deepEqual(plan('conf/a', 'src/b'), { web: 'sync /app/conf/a /app/src/b' });
  });

  it('what editors and git make for themselves never counts', async () => {
    const { plan } = await watching('- { path: ., action: sync, target: /app }');
    assert.deepEqual(
      plan(
        ...['.git/index', 'a/.git/HEAD', '.a.js.swp', 'a.js~', '4913', '.#a', '#a#', '.idea/x.xml'],
        ...['a___jb_tmp___', 'a___jb_old___', '.a.kate-swp', 'x-go-tmp-umask'],
      ),
      {},
    );
    assert.deepEqual(plan('.gitignore', 'a.swf', 'node_modules/x.js'), {
      web: 'sync /app/.gitignore /app/a.swf /app/node_modules/x.js',
    });
  });

  it('several rules for one file all count', async () => {
    const { plan } = await watching(
      `- { path: src, action: sync, target: /a }
- { path: src/conf, action: sync+restart, target: /b }
- { path: src/conf/x, action: sync, target: /a/conf/x }`,
      { 'src/conf/x': '' },
    );
    assert.deepEqual(plan('src/conf/x'), { web: 'sync+restart /b/x /a/conf/x' });
  });

  it('a rebuild has everything else in it', async () => {
    const { plan } = await watching(
      `- { path: ., action: sync, target: /app }
- { path: package.json, action: rebuild }`,
      {},
      'build: .',
    );
    assert.deepEqual(plan('a.js', 'package.json'), { web: 'rebuild' });
    assert.deepEqual(plan('a.js'), { web: 'sync /app/a.js' });
  });

  it('a rebuild without a build does nothing, and says why', async () => {
    const project = await watching('- { path: src, action: rebuild }');
    assert.deepEqual(project.plan('src/a'), { web: 'none' });
    assert.match(project.why('web', 'src/a') ?? '', /it has no build/);
  });

  it('nothing is copied that a bind mount brings; what comes after a copy stays', async () => {
    const project = await watching(
      `- { path: src, action: sync, target: /app/src }
- { path: src/conf, action: sync+restart, target: /app/src/conf }
- { path: src/x, action: sync+exec, target: /app/src/x, exec: { command: [go, fmt] } }`,
      {},
      'volumes: [./src:/app/src]\n    image: busybox',
    );
    assert.deepEqual(project.plan('src/a.js'), { web: 'none' });
    assert.match(project.why('web', 'src/a.js') ?? '', /a bind mount brings it already/);
    assert.deepEqual(project.plan('src/conf/a'), { web: 'restart' });
    assert.deepEqual(project.plan('src/x/a'), { web: 'sync+exec $ go fmt' });
  });

  it('of a folder with a bind mount in it, the rest is copied', async () => {
    const { plan } = await watching(
      '- { path: ., action: sync, target: /app }',
      {},
      'volumes: [./src:/app/src, ./conf:/elsewhere]\n    image: busybox',
    );
    assert.deepEqual(plan('a.js', 'src/b.js', 'conf/c'), { web: 'sync /app/a.js /app/conf/c' });
    assert.deepEqual(plan('src/b.js'), { web: 'none' });
  });

  it('a service with it gets no rules that are found out', async () => {
    const { rows } = await watching(
      '- { path: src, action: sync, target: /app }',
      { Dockerfile: 'FROM a\nCOPY . .\n' },
      'build: .\n    volumes: [./data:/data]',
    );
    assert.deepEqual(rows('web'), [
      'web recreate ./.env',
      'web recreate ./compose.yaml',
      'web sync ./src → /app',
    ]);
  });

  it('counts beside a definition that it covers', async () => {
    const { plan } = await watching('- { path: ., action: sync, target: /app }');
    assert.deepEqual(plan('.env'), { web: 'recreate /app/.env' });
    // Nothing in a container reads that.
    assert.deepEqual(plan('compose.yaml'), { web: 'recreate' });
    const restarting = await watching('- { path: ., action: restart }');
    assert.equal(restarting.plan('compose.yaml')['web'], 'recreate');
  });

  it('says where it is written, and what is left out', async () => {
    const { rules, root } = await watching(
      '- { path: src, action: sync, target: /app, ignore: [tmp/], initial_sync: true }',
      { 'api/Dockerfile': '', 'api/.dockerignore': '# no\nlog' },
      'build: api',
    );
    const rule = rules.find(({ origin }) => origin === 'develop');
    assert.deepEqual(rule?.declaredAt, { path: `${root}/compose.yaml`, line: 6 });
    assert.deepEqual(rule.except, ['tmp/ (ignore)', 'log (.dockerignore)']);
    assert.equal(rule.initialSync, true);
    assert.equal(rule.why, 'develop.watch says to copy ./src to /app');
  });

  it('is understood by its first names', async () => {
    const { plan, rules } = await projectOf({
      'compose.yaml': `services:
  web:
    image: a
    x-develop:
      watch: [{ path: src, action: sync, target: /app, ignore: '*.x' }]
  api:
    image: a
    develop:
      watch: [{ path: src, action: sync, target: /api, x-initialSync: true }]
  odd:
    image: a
    x-develop: { watch: 5 }
`,
    });
    assert.deepEqual(plan('src/a', 'src/b.x'), { web: 'sync /app/a', api: 'sync /api/a /api/b.x' });
    assert.equal(rules.find(({ target }) => target === '/api')?.initialSync, true);
  });

  it('a path that is a symbolic link is watched where it leads, too', async () => {
    const { plan, tree } = await projectOf(
      {
        'compose.yaml':
          'services: { web: { image: a, develop: { watch: [{ path: link, action: sync, target: /app, ignore: [x] }] } } }',
      },
      {},
      (made) => {
        mkdirSync(made.path('real'));
        symlinkSync('real', made.path('link'));
      },
    );
    assert.deepEqual(plan('link/a', 'link/x'), { web: 'sync /app/a' });
    assert.deepEqual(plan('real/a', 'real/x'), { web: 'sync /app/a' });
    assert.ok(tree.root);
  });

  it('looks into no folder that is ignored as a whole', async () => {
    const { rules, tree } = await watching(
      "- { path: src, action: sync, target: /app, ignore: [a, b, '!b/keep'] }",
    );
    const rule = rules.find(({ origin }) => origin === 'develop');
    const looks = (folder: string): boolean | undefined => rule?.mayCoverIn(tree.path(folder));
    assert.deepEqual(['', 'src', 'src/c', 'src/a', 'src/b', 'src/.git', 'src2'].map(looks), [
      true,
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});
