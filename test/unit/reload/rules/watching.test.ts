import assert from 'node:assert/strict';
import { takingOf } from '../../../../server/src/reload/rules/watching/taking.ts';
import type { Around, ImageFacts } from '../../../../server/src/reload/rules/input.ts';
import type { ComposeModel, ComposeService } from '../../../../server/src/compose/model.ts';

const around = (
  service: Partial<ComposeService>,
  more: {
    readonly image?: ImageFacts;
    readonly dockerfile?: string;
    readonly packages?: Readonly<Record<string, string>>;
  } = {},
): Around => ({
  name: 'web',
  service: { command: null, entrypoint: null, ...service },
  input: {
    model: { workingDir: '/p', environment: {}, volumes: {} } as unknown as ComposeModel,
    inputs: [],
    locate: () => undefined,
    overrides: {},
    builds: new Map(
      more.dockerfile === undefined ? [] : [['web', { dockerfile: more.dockerfile }]],
    ),
    packages: new Map(Object.entries(more.packages ?? {})),
    kinds: new Map(),
    links: new Map(),
    read: [],
    images: new Map(more.image === undefined ? [] : [['web', more.image]]),
  },
});

const says = (value: Around): string => takingOf(value).because;
const unknown = 'its process is not known to watch its files';

/** A line is split at spaces; `sh: …` is a line for a shell. */
const ofLine = (line: string): string =>
  says(
    around({ command: line.startsWith('sh: ') ? ['sh', '-c', line.slice(4)] : line.split(' ') }),
  );

describe('what a service’s own process does with a change', () => {
  for (const [line, tool] of [
    ['nodemon server.js', 'nodemon'],
    ['npx nodemon', 'nodemon'],
    ['npx --yes nodemon', 'nodemon'],
    ['/app/node_modules/.bin/nodemon x', 'nodemon'],
    ['node --watch server.js', 'node --watch'],
    ['node --watch-path=./src server.js', 'node --watch'],
    ['tsx watch src/main.ts', 'tsx watch'],
    ['ts-node-dev --respawn a.ts', 'ts-node-dev'],
    ['vite', 'vite'],
    ['vite --host 0.0.0.0', 'vite'],
    ['next dev -p 3000', 'next dev'],
    ['nuxi dev', 'nuxt dev'],
    ['webpack serve', 'webpack serve'],
    ['webpack --mode development --watch', 'webpack --watch'],
    ['react-scripts start', 'react-scripts start'],
    ['ng serve --host 0.0.0.0', 'ng serve'],
    ['astro dev', 'astro dev'],
    ['bun --hot run server.ts', 'bun --watch'],
    ['deno run --watch main.ts', 'deno --watch'],
    ['nest start --watch', 'nest start --watch'],
    ['uvicorn main:app --reload --host 0.0.0.0', 'uvicorn --reload'],
    ['python -m uvicorn main:app --reload', 'uvicorn --reload'],
    ['poetry run uvicorn main:app --reload', 'uvicorn --reload'],
    ['uv run -- uvicorn main:app --reload', 'uvicorn --reload'],
    ['gunicorn --reload app:app', 'gunicorn --reload'],
    ['hypercorn --reload app:app', 'hypercorn --reload'],
    ['fastapi dev main.py', 'fastapi dev'],
    ['flask --app x run --debug', 'flask run --debug'],
    ['sh: FLASK_DEBUG=1 flask run', 'flask run --debug'],
    ['python manage.py runserver 0.0.0.0:8000', 'manage.py runserver'],
    ['python3 -u manage.py runserver', 'manage.py runserver'],
    ['watchmedo auto-restart -- python worker.py', 'watchmedo'],
    ['watchfiles "python a.py"', 'watchfiles'],
    ['air -c .air.toml', 'air'],
    ['reflex -r go go run .', 'reflex'],
    ['CompileDaemon --build="go build"', 'CompileDaemon'],
    ['gow run .', 'gow'],
    ['cargo watch -x run', 'cargo watch'],
    ['bacon', 'cargo watch'],
    ['bundle exec rails server -b 0.0.0.0', 'rails server'],
    ['bin/rails s', 'rails server'],
    ['./bin/dev', 'bin/dev'],
    ['rerun ruby app.rb', 'rerun'],
    ['dotnet watch run', 'dotnet watch'],
    ['mix phx.server', 'mix phx.server'],
    ['hugo server -D', 'hugo server'],
    ['bundle exec jekyll serve', 'jekyll serve'],
    ['./mvnw quarkus:dev', 'quarkus dev'],
    ['dumb-init nodemon a.js', 'nodemon'],
    ['tini -s -- nodemon a.js', 'nodemon'],
    ['docker-entrypoint.sh nodemon a.js', 'nodemon'],
    ['./wait-for-it.sh db:5432 -- nodemon a.js', 'nodemon'],
    ['gosu node nodemon a.js', 'nodemon'],
    ['env A=b nodemon a.js', 'nodemon'],
    ['sh: npm install && exec nodemon a.js', 'nodemon'],
    ['sh: cd /app; A=b nodemon a.js', 'nodemon'],
    ['sh: nodemon a.js | pino-pretty', 'nodemon'],
    ['sh: nodemon a.js 2>&1', 'nodemon'],
    ['sh: tsc --watch & nodemon a.js & wait', 'tsc --watch'],
    ['sh: sleep 5 || true; (nodemon a.js)', 'nodemon'],
  ] as const)
    it(`${line} watches`, () => {
      assert.equal(ofLine(line), `${tool} sees changes itself`);
    });

  for (const [line, tool] of [
    ['php -S 0.0.0.0:80', 'php -S'],
    ['php-fpm -F', 'php-fpm'],
    ['php artisan serve --host 0.0.0.0', 'php artisan serve'],
    ['apache2-foreground', 'Apache'],
    ['httpd -f -p 80', 'httpd'],
    ["sh: envsubst < a > b && nginx -g 'daemon off;'", 'nginx'],
    ['python -m http.server 8000', 'python -m http.server'],
    ['caddy run', 'Caddy'],
  ] as const)
    it(`${line} reads`, () => {
      assert.equal(ofLine(line), `${tool} reads its files anew each time`);
    });

  for (const line of [
    'sleep infinity',
    'tail -f /dev/null',
    'bash',
    'sh: while :; do sleep 1000; done',
  ])
    it(`${line} waits, or is not known`, () => {
      assert.match(ofLine(line), /only waits|not known/);
    });

  for (const line of [
    'node server.js',
    'node server.js watch',
    'vite build',
    'vite preview',
    'next start',
    'astro build',
    'webpack',
    'uvicorn main:app',
    'gunicorn app:app',
    'flask run',
    'flask --debug run --no-reload',
    'python manage.py runserver --noreload',
    'python manage.py migrate',
    'python app.py --reload',
    'fastapi run',
    'rails server -e production',
    'sh: RAILS_ENV=production rails s',
    'jekyll serve --no-watch',
    'dotnet run',
    'go run .',
    'mvn spring-boot:run',
    'celery -A app worker',
    'serve',
    'dev',
    'sleep 5',
    'tail -f x.log',
    'php worker.php',
    'python nodemon.py',
    'echo nodemon',
    'sh: nodemon a.js && node server.js',
    'sh: tsc --watch & node server.js',
    'sh: "nodemon',
    'sh: ',
    'npm run dev',
    'npm run',
    'npm --prefix',
  ])
    it(`${line} is not known to`, () => {
      assert.equal(ofLine(line), unknown);
    });

  const scripts = (dev: string, more: Readonly<Record<string, string>> = {}): string =>
    JSON.stringify({ scripts: { dev, ...more } });

  for (const [line, text] of [
    ['npm run dev', scripts('vite --host')],
    ['npm start', scripts('', { start: 'vite' })],
    ['yarn dev', scripts('cross-env NODE_ENV=development vite')],
    ['pnpm --silent run dev -- --port 3', scripts('vite')],
    ['bun run dev', scripts('npm run other', { other: 'vite' })],
    ['node --run dev', scripts('vite')],
    ['sh: npm ci && npm run dev', scripts('vite')],
    ['npm run dev', scripts('concurrently -n a,b "npm:web" "vite"', { web: 'vite' })],
    ['npm run dev', scripts('run-p web api', { web: 'vite', api: 'vite' })],
    ['npm run dev', scripts('npm-run-all --parallel web', { web: 'vite' })],
  ] as const)
    it(`${line} is looked up in the package that is mounted: ${text}`, () => {
      const value = around(
        {
          ...{ command: line.startsWith('sh: ') ? ['sh', '-c', line.slice(4)] : line.split(' ') },
          ...{ working_dir: '/app', volumes: [{ type: 'bind', source: '/p/web', target: '/app' }] },
        },
        { packages: { '/p/web': text, '/p': scripts('node .') } },
      );
      assert.equal(says(value), 'vite sees changes itself');
    });

  for (const text of [
    scripts('node .'),
    scripts('concurrently "npm:web" "node ."', { web: 'vite' }),
    scripts('npm run dev'),
    scripts(`run-p ${'dev '.repeat(40)}`),
    'not json',
    '{"scripts": 5}',
    '{}',
  ])
    it(`a script that does not watch is known for it: ${text}`, () => {
      const value = around(
        {
          command: ['npm', 'run', 'dev'],
          volumes: [{ type: 'bind', source: '/p', target: '/app' }],
        },
        { packages: { '/p': text } },
      );
      assert.equal(says(value), unknown);
    });

  it('a package below what is mounted is found by the working folder', () => {
    const value = around(
      {
        command: ['npm', '--prefix', 'ui', 'run', 'dev'],
        working_dir: '/app/client',
        volumes: [{ type: 'bind', source: '/p', target: '/app' }],
      },
      { packages: { '/p/client/ui': scripts('vite'), '/p': scripts('node .') } },
    );
    assert.equal(says(value), 'vite sees changes itself');
  });

  it('an image’s command counts where the service has none', () => {
    const image = { entrypoint: ['docker-entrypoint.sh'], command: ['nodemon', '.'] };
    assert.equal(says(around({}, { image })), 'nodemon sees changes itself');
    assert.equal(says(around({ command: ['node', '.'] }, { image })), unknown);
    // An entry point of its own is not followed by the image's command.
    assert.equal(says(around({ entrypoint: ['env'] }, { image })), unknown);
    assert.equal(
      says(around({ entrypoint: ['npx'], command: ['vite'] })),
      'vite sees changes itself',
    );
  });

  it('a Dockerfile says what its image runs', () => {
    const build = { context: '/p' };
    for (const dockerfile of [
      'FROM a\nCMD ["nodemon", "."]',
      'FROM a\nCMD nodemon .',
      'FROM a\nENTRYPOINT ["npx"]\nCMD ["nodemon"]',
      'FROM a AS base\nCMD nodemon \\\n  .\nFROM base\nEXPOSE 80',
    ])
      assert.equal(
        says(around({ build }, { dockerfile })),
        'nodemon sees changes itself',
        dockerfile,
      );
    const flask = 'FROM a\nENV FLASK_DEBUG=1\nCMD flask run';
    assert.match(says(around({ build }, { dockerfile: flask })), /^flask run/);
    const off = { build, environment: { FLASK_DEBUG: '0' } };
    assert.equal(says(around(off, { dockerfile: flask })), unknown);
  });

  it('well-known images are known by their names', () => {
    for (const image of ['nginx', 'docker.io/library/nginx:1.27', 'nginxinc/nginx-unprivileged:a'])
      assert.match(says(around({ image })), /^nginx reads/);
    assert.match(says(around({ image: 'php:8.3-fpm-alpine' })), /^php-fpm reads/);
    assert.match(says(around({ image: 'php:8.3-apache' })), /^Apache reads/);
    for (const image of ['php:8.3-cli', 'my-nginx', 'nginx-proxy/acme'])
      assert.equal(says(around({ image })), unknown, image);
  });
});
