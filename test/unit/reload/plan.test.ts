import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planReload, reloadPaths } from '../../../server/src/reload/plan.ts';
import { entryOf } from '../projects/samples.ts';

const shop = `
services:
  web:
    build: { context: ./web, dockerfile: ../docker/web.Dockerfile }
    volumes:
      - ./web/src:/app/src
      - ./web/src/fixed:/app/src/fixed
      - cache:/app/src/generated
    env_file: [{ path: web.env, required: false }]
  api:
    build: ./api
    configs: [settings]
  db:
    image: redis
    volumes: ["./compose.yaml:/copy.yaml", "./db:/data"]
  all:
    image: busybox
    volumes: [".:/work"]
  off:
    image: busybox
    volumes: ["./web/src:/src"]
volumes: { cache: {} }
configs:
  settings: { file: ./settings.json }
`;
const root = '/nowhere/shop';

const plan = async (...files: string[]): Promise<Record<string, string>> => {
  const { model, loaded } = await entryOf(shop);
  const running = new Set(['web', 'api', 'db', 'all']);
  const planned = planReload({
    files: files.map((file) => `${root}/${file}`),
    model: model!,
    inputs: loaded.inputs,
    running,
  });
  return Object.fromEntries(
    [...planned].map(([name, { steps }]) => [name, [...steps].sort().join('+')]),
  );
};

describe('what a saved file asks for', () => {
  it('a file in a bind mount restarts who mounts it, though it is built as well', async () => {
    assert.deepEqual(await plan('web/src/a/b.js'), { web: 'restart', all: 'restart' });
  });

  it('a file that is only built rebuilds', async () => {
    assert.deepEqual(await plan('api/main.go'), { api: 'rebuild', all: 'restart' });
    assert.deepEqual(await plan('web/package.json'), { web: 'rebuild', all: 'restart' });
  });

  it('a Dockerfile rebuilds wherever it lies', async () => {
    assert.deepEqual(await plan('docker/web.Dockerfile'), { web: 'rebuild', all: 'restart' });
    assert.deepEqual(await plan('api/Dockerfile'), { api: 'rebuild', all: 'restart' });
  });

  it('a file that another mount hides is not seen by the container, only by the build', async () => {
    assert.deepEqual(await plan('web/src/generated/x.js'), { web: 'rebuild', all: 'restart' });
    assert.deepEqual(await plan('web/src/fixed/x.js'), { web: 'restart', all: 'restart' });
  });

  it('the compose file applies to all, also to those that mount it', async () => {
    assert.deepEqual(await plan('compose.yaml'), {
      web: 'apply',
      api: 'apply',
      db: 'apply',
      all: 'apply',
    });
  });

  it('an env_file applies to the service that reads it', async () => {
    assert.deepEqual(await plan('web.env'), { web: 'apply', all: 'restart' });
  });

  it('the file of a config restarts who uses it', async () => {
    assert.deepEqual(await plan('settings.json'), { api: 'restart', all: 'restart' });
  });

  it('what tools write is nobody’s business', async () => {
    assert.deepEqual(
      await plan('web/src/.git/index', 'api/node_modules/x/y.js', 'db/x.log', 'web/src/.a.js.swp'),
      {},
    );
  });

  it('several files are one plan', async () => {
    assert.deepEqual(await plan('web/src/a.js', 'web/package.json', 'elsewhere.txt'), {
      web: 'rebuild+restart',
      all: 'restart',
    });
  });

  it('a folder with a similar name is another folder', async () => {
    assert.deepEqual(await plan('web/src2/a.js'), { web: 'rebuild', all: 'restart' });
  });
});

describe('what is watched', () => {
  it('is what the running services are made of, nothing twice', async () => {
    const { model, loaded } = await entryOf(shop);
    const paths = (running: readonly string[]): string[] =>
      reloadPaths({ model: model!, inputs: loaded.inputs, running: new Set(running) })
        .filter((path) => path.startsWith(`${root}/`) || path === root)
        .map((path) => path.slice(root.length));
    assert.deepEqual(paths(['all', 'web']), ['']);
    assert.deepEqual(paths(['api']), [
      '/.env',
      '/api',
      '/compose.yaml',
      '/settings.json',
      '/web.env',
    ]);
  });
});
