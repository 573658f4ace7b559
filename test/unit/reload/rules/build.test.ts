import assert from 'node:assert/strict';
import { disposeProjects, projectOf, type Project } from './project.ts';

type Files = Readonly<Record<string, string>>;

const isList = (files: Files | readonly string[]): files is readonly string[] =>
  Array.isArray(files);

/** A service `web` that is built by this Dockerfile from these files. */
const built = (
  dockerfile: string,
  files: Files | readonly string[] = [],
  build = '.',
  service = '',
): Promise<Project> =>
  projectOf({
    'compose.yaml': `services:\n  web:\n    build: ${build}\n    ${service}\n`,
    Dockerfile: dockerfile,
    ...(isList(files) ? Object.fromEntries(files.map((file) => [file, ''])) : files),
  });

const node = `FROM node:24
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "server.js"]
`;

describe('rules from a Dockerfile', () => {
  afterEach(disposeProjects);

  it('copy what the last COPY brings, and build anew for a lock file before an install', async () => {
    const project = await built(node, ['package.json', 'package-lock.json', 'src/a.js']);
    assert.deepEqual(project.plan('src/a.js'), { web: 'sync+restart /app/src/a.js' });
    assert.deepEqual(project.plan('-src/a.js'), { web: 'sync+restart -/app/src/a.js' });
    assert.deepEqual(project.plan('package-lock.json'), { web: 'rebuild' });
    assert.deepEqual(project.plan('package.json', 'src/a.js'), { web: 'rebuild' });
    assert.equal(
      project.why('web', 'package.json'),
      'web is built from ./package.json, and "RUN npm ci" comes after its copy',
    );
    assert.equal(
      project.why('web', 'src/a.js'),
      'the image of web has . at /app, and its process is not known to watch its files',
    );
  });

  it('only copy for a process that watches', async () => {
    const { plan } = await built(node.replace('"node"', '"nodemon"'), ['src/a.js']);
    assert.deepEqual(plan('src/a.js'), { web: 'sync /app/src/a.js' });
  });

  it('the Dockerfile and its ignore file build anew, wherever they lie', async () => {
    const { plan } = await built(
      '',
      { 'docker/web': 'FROM a\nCOPY . /app\n', '.dockerignore': 'x' },
      '{ context: ., dockerfile: docker/web }',
      "volumes: ['.:/work']",
    );
    assert.deepEqual(plan('docker/web'), { web: 'rebuild' });
    assert.deepEqual(plan('.dockerignore'), { web: 'rebuild' });
    assert.deepEqual(plan('Dockerfile'), { web: 'restart' });
  });

  it('know nothing of what is not copied, or kept out of the context', async () => {
    const { plan, rules } = await built('FROM a\nWORKDIR /app\nCOPY src ./src\nCOPY b .\n', {
      'src/a': '',
      b: '',
      '.dockerignore': '**/*.md\nsrc/big\n!src/big/keep\n',
    });
    assert.deepEqual(plan('README', 'src/x.md', 'src/big/x', 'src/.git/x', 'b.md'), {});
    assert.deepEqual(plan('src/a', 'src/big/keep', 'b'), {
      web: 'sync+restart /app/src/a /app/src/big/keep /app/b',
    });
    const rule = rules.find(({ target }) => target === '/app/src');
    assert.deepEqual(rule?.except.slice(0, 2), [
      '**/*.md (.dockerignore)',
      'src/big (.dockerignore)',
    ]);
  });

  for (const [copy, file, expected] of [
    // Where a file goes.
    ['COPY a.js .', 'a.js', 'sync+restart /app/a.js'],
    ['COPY a.js ./', 'a.js', 'sync+restart /app/a.js'],
    ['COPY a.js /srv/x/', 'a.js', 'sync+restart /srv/x/a.js'],
    ['COPY a.js b.js', 'a.js', 'sync+restart /app/b.js'],
    ['COPY a.js /tmp', 'a.js', 'sync+restart /tmp/a.js'],
    ['COPY a.js /srv/thing', 'a.js', 'rebuild'],
    ['COPY a.js lib/c.js /srv/thing', 'lib/c.js', 'sync+restart /srv/thing/c.js'],
    ['COPY lib /srv/lib', 'lib/c.js', 'sync+restart /srv/lib/c.js'],
    ['COPY lib/ /srv/', 'lib/c.js', 'sync+restart /srv/c.js'],
    ['COPY lib .', 'lib/d/e.js', 'sync+restart /app/d/e.js'],
    ['COPY ./ ./', 'lib/c.js', 'sync+restart /app/lib/c.js'],
    ['COPY /lib ../lib', 'lib/c.js', 'sync+restart /lib/c.js'],
    ['COPY ../lib x', 'lib/c.js', 'sync+restart /app/x/c.js'],
    ['COPY ["a.js", "./"]', 'a.js', 'sync+restart /app/a.js'],
    ['ADD a.js ./', 'a.js', 'sync+restart /app/a.js'],
    ['COPY --link a.js ./', 'a.js', 'sync+restart /app/a.js'],
    ['COPY lib /etc/lib', 'lib/c.js', 'sync+restart /etc/lib/c.js'],
    // Patterns.
    ['COPY *.js ./', 'a.js', 'sync+restart /app/a.js'],
    ['COPY *.js ./', 'lib/c.js', undefined],
    ['COPY lib/*.js ./', 'lib/c.js', 'sync+restart /app/c.js'],
    ['COPY lib/?.js ./', 'lib/c.js', 'sync+restart /app/c.js'],
    ['COPY l* ./', 'lib/c.js', 'rebuild'],
    ['COPY */c.js ./', 'lib/c.js', 'rebuild'],
    ['COPY */c.js ./', 'a.js', undefined],
    ['COPY *.js /srv/thing', 'a.js', 'rebuild'],
    // Variables.
    ['ARG D=lib\nCOPY $D ./', 'lib/c.js', 'sync+restart /app/c.js'],
    ['ENV T=/srv\nCOPY lib ${T}/lib', 'lib/c.js', 'sync+restart /srv/lib/c.js'],
    ['ARG D\nCOPY $D ./', 'lib/c.js', 'rebuild'],
    ['COPY lib $HOME/x', 'lib/c.js', 'rebuild'],
    ['WORKDIR sub\nCOPY lib ./', 'lib/c.js', 'sync+restart /app/sub/c.js'],
    // What a plain copy is not.
    ['COPY --chown=node lib ./', 'lib/c.js', 'rebuild'],
    ['COPY --chmod=755 lib ./', 'lib/c.js', 'rebuild'],
    ['COPY --parents lib ./', 'lib/c.js', 'rebuild'],
    ['COPY --exclude=*.md lib ./', 'lib/c.js', 'rebuild'],
    ['ADD x.tar.gz ./', 'x.tar.gz', 'rebuild'],
    ['ADD https://example.com/a.js ./', 'a.js', undefined],
    ['COPY --from=busybox a.js ./', 'a.js', undefined],
    ['COPY <<EOF ./a.js\nhello\nEOF', 'a.js', undefined],
    // Steps after it.
    ['COPY lib ./\nRUN make', 'lib/c.js', 'rebuild'],
    ['RUN make\nCOPY lib ./\nUSER a\nEXPOSE 80\nENV A=b', 'lib/c.js', 'sync+restart /app/c.js'],
    ['COPY lib ./\nRUN mkdir -p /data && adduser x', 'lib/c.js', 'sync+restart /app/c.js'],
    ['COPY lib ./\nRUN ["make"]', 'lib/c.js', 'rebuild'],
    ['COPY lib ./\nRUN echo $(make)', 'lib/c.js', 'rebuild'],
    ['COPY lib /etc/apk\nRUN apk add x', 'lib/c.js', 'rebuild'],
    ['RUN --mount=type=bind,source=lib,target=/x make', 'lib/c.js', 'rebuild'],
    ['RUN --mount=type=bind,target=/x make', 'a.js', 'rebuild'],
    ['RUN --mount=type=cache,target=/x make', 'a.js', undefined],
    // Written over.
    ['COPY . .\nCOPY lib/c.js a.js', 'a.js', 'rebuild'],
    ['COPY . .\nCOPY lib/c.js a.js', 'lib/c.js', 'sync+restart /app/a.js /app/lib/c.js'],
    ['COPY . .\nCOPY a.js ./a.js', 'a.js', 'sync+restart /app/a.js'],
    ['COPY . .\nCOPY --from=x /y ./lib', 'lib/c.js', 'rebuild'],
    ['COPY . .\nCOPY --from=x /y ./lib', 'a.js', 'sync+restart /app/a.js'],
    ['COPY lib ./lib\nCOPY --from=x /app /app', 'lib/c.js', 'rebuild'],
    // Twice.
    ['COPY lib ./lib\nCOPY lib /srv/lib', 'lib/c.js', 'sync+restart /srv/lib/c.js /app/lib/c.js'],
  ] as const)
    it(`${copy.replaceAll('\n', ' ⏎ ')}: ${file} is ${expected ?? 'not in it'}`, async () => {
      const files = ['a.js', 'lib/c.js', 'lib/d/e.js', 'x.tar.gz'];
      const { plan } = await built(`FROM a\nWORKDIR /app\n${copy}\n`, files);
      assert.deepEqual(plan(file), expected === undefined ? {} : { web: expected });
    });

  it('a folder that the image begins in is known from the image alone', async () => {
    const dockerfile = 'FROM a\nCOPY lib ./lib\n';
    const { plan } = await built(dockerfile, ['lib/a']);
    assert.deepEqual(plan('lib/a'), { web: 'rebuild' });
    const known = await projectOf(
      { 'compose.yaml': 'services: { web: { build: . } }', Dockerfile: dockerfile, 'lib/a': '' },
      { images: new Map([['web', { workingDir: '/srv' }]]) },
    );
    assert.deepEqual(known.plan('lib/a'), { web: 'sync+restart /srv/lib/a' });
    // What it ends in says nothing of where it began.
    const left = await projectOf(
      {
        'compose.yaml': 'services: { web: { build: . } }',
        Dockerfile: `${dockerfile}WORKDIR /app`,
        'lib/a': '',
      },
      { images: new Map([['web', { workingDir: '/app' }]]) },
    );
    assert.deepEqual(left.plan('lib/a'), { web: 'rebuild' });
  });

  it('stages before the last are built with', async () => {
    const { plan, why } = await built(
      `FROM a AS base
WORKDIR /app
COPY shared ./shared
FROM base AS build
COPY src ./src
RUN make
FROM a AS tests
COPY tests /tests
FROM a
WORKDIR /app
COPY static ./static
COPY --from=build /app/out ./
`,
      ['shared/a', 'src/a', 'tests/a', 'static/a'],
    );
    assert.deepEqual(plan('shared/a'), { web: 'rebuild' });
    assert.deepEqual(plan('src/a'), { web: 'rebuild' });
    assert.match(why('web', 'src/a') ?? '', /stage build of the Dockerfile makes something of it/);
    // Nothing needs that stage.
    assert.deepEqual(plan('tests/a'), {});
    // The other stage's files land around it: what they hold is not known.
    assert.deepEqual(plan('static/a'), { web: 'rebuild' });
  });

  it('what a stage goes on from is its own', async () => {
    const dockerfile = `FROM a AS base
WORKDIR /app
COPY shared ./shared
FROM base AS dev
COPY src ./src
FROM base AS prod
COPY src ./src
RUN make
`;
    const files = ['shared/a', 'src/a'];
    const dev = await built(dockerfile, files, '{ context: ., target: dev }');
    assert.deepEqual(dev.plan('shared/a', 'src/a'), {
      web: 'sync+restart /app/shared/a /app/src/a',
    });
    const prod = await built(dockerfile, files, '{ context: ., target: prod }');
    assert.deepEqual(prod.plan('shared/a'), { web: 'rebuild' });
    const copied = await built(
      dockerfile.replace('COPY src ./src\nRUN make', 'COPY --from=base /app /x'),
      files,
    );
    assert.deepEqual(copied.plan('shared/a'), { web: 'rebuild' });
  });

  it('a Dockerfile that is not understood, or not there, builds anew from all', async () => {
    const other = await built('# syntax=example/own\nFROM a\nCOPY . /x\n', ['a.js']);
    assert.deepEqual(other.plan('a.js', '.git/x'), { web: 'rebuild' });
    const target = await built('FROM a\nCOPY . /x\n', ['a.js'], '{ context: ., target: none }');
    assert.deepEqual(target.plan('a.js'), { web: 'rebuild' });
    const absent = await built('', ['a.js'], '{ context: ., dockerfile: none }');
    assert.deepEqual(absent.plan('a.js'), { web: 'rebuild' });
    assert.deepEqual(absent.plan('none'), { web: 'rebuild' });
  });

  it('one that is written in the compose file is read there', async () => {
    const { plan } = await built(
      '',
      ['src/a'],
      '{ context: ., dockerfile_inline: "FROM a\\nCOPY src /src" }',
    );
    assert.deepEqual(plan('src/a'), { web: 'sync+restart /src/a' });
    assert.deepEqual(plan('Dockerfile'), {});
  });

  it('its own ignore file wins over that of the context', async () => {
    const { plan } = await built('FROM a\nCOPY . /app\n', {
      'Dockerfile.dockerignore': 'a',
      '.dockerignore': 'b',
      a: '',
      b: '',
    });
    assert.deepEqual(plan('a'), {});
    assert.deepEqual(plan('b'), { web: 'sync+restart /app/b' });
    assert.deepEqual(plan('Dockerfile.dockerignore'), { web: 'rebuild' });
  });

  it('an env file that is in the image, too, is copied there', async () => {
    const { plan } = await built('FROM a\nCOPY . /app\n', ['.env', 'a.yaml']);
    assert.deepEqual(plan('.env'), { web: 'recreate /app/.env' });
    assert.deepEqual(plan('compose.yaml'), { web: 'recreate' });
    assert.deepEqual(plan('a.yaml'), { web: 'sync+restart /app/a.yaml' });
    const mounted = await built('FROM a\nCOPY . /app\n', ['.env'], '.', "volumes: ['.:/app']");
    assert.deepEqual(mounted.plan('.env'), { web: 'recreate' });
  });

  it('additional contexts build anew; addresses are nobody’s files', async () => {
    const { plan } = await built(
      'FROM a\nCOPY --from=lib . /lib\n',
      ['lib/a'],
      '{ context: ., additional_contexts: { lib: ./lib, far: "https://example.com/x.git", svc: "service:web" } }',
    );
    assert.deepEqual(plan('lib/a', 'x'), { web: 'rebuild' });
    const instead = await built(
      'FROM a AS base\nCOPY lib /lib\nFROM base\n',
      ['lib/a'],
      '{ context: ., additional_contexts: { base: "docker-image://busybox" } }',
    );
    assert.deepEqual(instead.plan('lib/a'), { web: 'rebuild' });
    const remote = await built('FROM a\nCOPY . /x', ['a'], 'https://example.com/x.git');
    assert.deepEqual(remote.plan('a', 'Dockerfile'), {});
  });

  it('arguments count', async () => {
    const { plan } = await built(
      'ARG BASE=a\nFROM $BASE AS x\nARG SRC\nCOPY $SRC /srv/\n',
      ['lib/a'],
      '{ context: ., args: { SRC: lib } }',
    );
    assert.deepEqual(plan('lib/a'), { web: 'sync+restart /srv/a' });
  });

  it('what is mounted needs no new image, but for what something is installed by', async () => {
    const { plan } = await built(
      'FROM python\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN ./prepare\nCMD uvicorn main:app --reload\n',
      ['requirements.txt', 'main.py'],
      '.',
      "volumes: ['.:/app']",
    );
    assert.deepEqual(plan('main.py'), { web: 'none' });
    assert.deepEqual(plan('requirements.txt'), { web: 'rebuild' });
  });

  it('nothing is copied to where a mount hides what the image has', async () => {
    const { plan } = await built(
      'FROM a\nCOPY . /app\n',
      ['a.js', 'data/x', 'other/y'],
      '.',
      "volumes: [/app/data/, './conf:/app/other', './all:/app/all']\n    tmpfs: /app/run",
    );
    assert.deepEqual(plan('data/x', 'other/y', 'run/z'), {});
    assert.deepEqual(plan('a.js', 'database'), { web: 'sync+restart /app/a.js /app/database' });
    assert.deepEqual(plan('conf/y'), { web: 'restart' });
    const covered = await built('FROM a\nCOPY . /app\n', ['a.js'], '.', 'volumes: [/app]');
    assert.deepEqual(covered.plan('a.js'), {});
  });

  it('what is installed into a mounted folder is not installed by a new image', async () => {
    const { plan } = await built(
      node,
      ['package.json'],
      '.',
      "volumes: ['.:/app', /app/node_modules]",
    );
    assert.deepEqual(plan('package.json', 'package-lock.json'), { web: 'restart' });
    const apart = await built(node, ['package.json'], '.', "volumes: ['./src:/app/src']");
    assert.deepEqual(apart.plan('package.json'), { web: 'rebuild' });
  });

  it('the user’s word counts for what is copied, too', async () => {
    for (const [said, expected] of [
      ['none', 'sync /app/a.js'],
      ['restart', 'sync+restart /app/a.js'],
      ['rebuild', 'rebuild'],
    ] as const) {
      const { plan } = await projectOf(
        { 'compose.yaml': 'services: { web: { build: . } }', Dockerfile: node, 'a.js': '' },
        { overrides: { web: said } },
      );
      assert.deepEqual(plan('a.js'), { web: expected });
      assert.deepEqual(plan('package.json'), { web: 'rebuild' });
    }
  });

  it('look into no folder that is kept out', async () => {
    const { rules, tree } = await built('FROM a\nCOPY . /app\n', { '.dockerignore': 'a\nb\n!b/c' });
    const rule = rules.find(({ target }) => target === '/app');
    assert.deepEqual(
      ['', 'src', 'a', 'b', 'node_modules'].map((folder) => rule?.mayCoverIn(tree.path(folder))),
      [true, true, false, true, false],
    );
  });
});
