import assert from 'node:assert/strict';
import { disposeProjects, locating } from './locate-project.ts';

describe('the file of the workspace that a path in a container stands for', () => {
  afterEach(() => {
    disposeProjects();
  });

  it('lies where the deepest mount says, also that of a single file', async () => {
    const locate = await locating({
      'compose.yaml': `services:
  web:
    image: node
    working_dir: /app
    volumes: ["./src:/app", "./fixed:/app/lib/fixed", "./one.json:/app/conf.json", "cache:/app/cache"]
volumes: { cache: {} }
`,
      'src/index.js': '',
      'src/cache/x.js': '',
      'src/lib/fixed/a.js': '',
      'fixed/a.js': '',
      'one.json': '{}',
    });
    assert.equal(locate('/app/index.js'), 'src/index.js');
    assert.equal(locate('index.js'), 'src/index.js');
    assert.equal(locate('file:///app/lib/fixed/a.js'), 'fixed/a.js');
    assert.equal(locate('/app/conf.json'), 'one.json');
    assert.equal(locate('/app/cache/x.js'), undefined);
    assert.equal(locate('/app/none.js'), undefined);
    assert.equal(locate('/apple/index.js'), undefined);
    assert.equal(locate('/app/../index.js'), undefined);
  });

  it('is what a Dockerfile copies there, from its WORKDIR on', async () => {
    const locate = await locating({
      'compose.yaml': 'services: { web: { build: ./web } }',
      'web/Dockerfile': `FROM python AS base
WORKDIR /srv
FROM base
WORKDIR app
COPY requirements.txt main.py ./
COPY lib ./lib
COPY conf/app.ini /etc/shop/shop.ini
ADD vendor.tar.gz /srv/vendor
`,
      'web/requirements.txt': '',
      'web/main.py': '',
      'web/lib/db.py': '',
      'web/conf/app.ini': '',
      'web/vendor/x.py': '',
      'web/other.py': '',
    });
    assert.equal(locate('/srv/app/main.py'), 'web/main.py');
    assert.equal(locate('main.py'), 'web/main.py');
    assert.equal(locate('lib/db.py'), 'web/lib/db.py');
    assert.equal(locate('/srv/app/lib/db.py'), 'web/lib/db.py');
    assert.equal(locate('/etc/shop/shop.ini'), 'web/conf/app.ini');
    assert.equal(locate('/srv/app/other.py'), undefined);
    assert.equal(locate('/srv/vendor/x.py'), undefined);
    assert.equal(locate('/usr/lib/python3/runpy.py'), undefined);
  });

  it('is the later of two copies to one place', async () => {
    const locate = await locating({
      'compose.yaml': 'services: { web: { build: . } }',
      Dockerfile: 'FROM a\nWORKDIR /app\nCOPY . .\nCOPY settings.prod.py settings.py\n',
      'settings.py': '',
      'settings.prod.py': '',
      'app.py': '',
    });
    assert.equal(locate('/app/settings.py'), 'settings.prod.py');
    assert.equal(locate('/app/app.py'), 'app.py');
  });

  it('is found through other stages, and by the paths that those compile in', async () => {
    const locate = await locating({
      'compose.yaml': 'services: { web: { build: . } }',
      Dockerfile: `FROM golang AS build
WORKDIR /src
COPY . .
RUN go build -o /out/server ./cmd/server
FROM node AS page
WORKDIR /page
COPY page .
FROM scratch
WORKDIR /srv
COPY --from=build /out/server /bin/server
COPY --from=build /src/templates ./templates
COPY --from=build /src/config.yaml .
COPY --from=page /page ./public
COPY --from=nginx /etc/nginx /etc/nginx
`,
      'cmd/server/main.go': '',
      'templates/index.html': '',
      'config.yaml': '',
      'page/app.js': '',
      'etc/nginx/nginx.conf': '',
    });
    assert.equal(locate('/src/cmd/server/main.go'), 'cmd/server/main.go');
    assert.equal(locate('./cmd/server/main.go'), 'cmd/server/main.go');
    assert.equal(locate('/srv/templates/index.html'), 'templates/index.html');
    assert.equal(locate('/srv/config.yaml'), 'config.yaml');
    assert.equal(locate('/srv/public/app.js'), 'page/app.js');
    assert.equal(locate('/etc/nginx/nginx.conf'), undefined);
    assert.equal(locate('/bin/server'), undefined);
  });

  it('is seen by a build that mounts its context', async () => {
    const locate = await locating({
      'compose.yaml': 'services: { web: { build: . } }',
      Dockerfile: `FROM golang AS build
WORKDIR /src
RUN --mount=type=bind,target=. go build -o /bin/server .
FROM scratch
COPY --from=build /bin/server /bin/server
`,
      'main.go': '',
    });
    assert.equal(locate('/src/main.go'), 'main.go');
  });

  it('comes from a context of another name', async () => {
    const locate = await locating({
      'compose.yaml':
        'services: { web: { build: { context: ./web, additional_contexts: { common: ./common } } } }',
      'web/Dockerfile': 'FROM a\nCOPY --from=common /lib /app/lib\nCOPY --from=common x.py /app/\n',
      'common/lib/a.py': '',
      'common/x.py': '',
    });
    assert.equal(locate('/app/lib/a.py'), 'common/lib/a.py');
    assert.equal(locate('/app/x.py'), 'common/x.py');
  });

  it('is none that .dockerignore keeps out of the build', async () => {
    const locate = await locating({
      'compose.yaml': 'services: { web: { build: . } }',
      Dockerfile: 'FROM a\nWORKDIR /app\nCOPY . .\nCOPY data/*.json /data/\n',
      '.dockerignore': 'dist\n*.log\n',
      'dist/server.js': '',
      'src/server.ts': '',
      'data/a.json': '',
      'data/b.txt': '',
    });
    assert.equal(locate('/app/dist/server.js'), undefined);
    assert.equal(locate('/app/src/server.ts'), 'src/server.ts');
    assert.equal(locate('/data/a.json'), 'data/a.json');
    assert.equal(locate('/data/b.txt'), undefined);
  });

  it('is what hot reload copies, before what the image has', async () => {
    const locate = await locating({
      'compose.yaml': `services:
  web:
    build: .
    develop:
      watch:
        - { path: ./other, action: sync, target: /app/src, ignore: [gen/] }
        - { path: ./one.toml, action: sync+restart, target: /app/conf/ }
        - { path: ./package.json, action: rebuild }
`,
      Dockerfile: 'FROM a\nWORKDIR /app\nCOPY . .\n',
      'src/a.js': '',
      'src/b.js': '',
      'src/gen/c.js': '',
      'other/a.js': '',
      'other/gen/c.js': '',
      'one.toml': '',
    });
    assert.equal(locate('/app/src/a.js'), 'other/a.js');
    assert.equal(locate('/app/src/b.js'), 'src/b.js');
    assert.equal(locate('/app/src/gen/c.js'), 'src/gen/c.js');
    assert.equal(locate('/app/conf/one.toml'), 'one.toml');
  });

  it('is the file of a config or a secret', async () => {
    const locate = await locating({
      'compose.yaml': `services:
  web: { image: a, configs: [app, { source: app, target: /etc/app.conf }], secrets: [key] }
configs: { app: { file: ./app.conf } }
secrets: { key: { file: ./key.txt } }
`,
      'app.conf': '',
      'key.txt': '',
    });
    assert.equal(locate('/app'), 'app.conf');
    assert.equal(locate('/etc/app.conf'), 'app.conf');
    assert.equal(locate('/run/secrets/key'), 'key.txt');
  });

  it('is what a bundler names, from the folder that is built', async () => {
    const files = {
      'compose.yaml': 'services: { web: { build: ./web } }',
      'web/src/x.ts': '',
      'web/app/page.tsx': '',
      outside: '',
    };
    const built = await locating({ ...files, 'web/Dockerfile': 'FROM a\nWORKDIR /w\nCOPY . .\n' });
    assert.equal(built('webpack://shop/./src/x.ts'), 'web/src/x.ts');
    assert.equal(built('webpack-internal:///(rsc)/./app/page.tsx'), 'web/app/page.tsx');
    assert.equal(built('webpack:///../outside'), undefined);
    const mounted = await locating(
      { ...files, 'compose.yaml': 'services: { web: { image: node, volumes: ["./web:/w"] } }' },
      { images: new Map([['web', { workingDir: '/w' }]]) },
    );
    assert.equal(mounted('webpack://shop/./src/x.ts'), 'web/src/x.ts');
  });

  it('is none of the system’s, though it is mounted', async () => {
    const locate = await locating({
      'compose.yaml':
        'services: { web: { image: a, volumes: ["/etc/hosts:/etc/hosts", "/proc:/host/proc"] } }',
    });
    assert.equal(locate('/etc/hosts'), undefined);
    assert.equal(locate('/host/proc/version'), undefined);
  });
});
