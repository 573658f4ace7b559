import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { ProjectItem } from '#shared/protocol/projects';
import { assignContainers } from '../../../server/src/projects/assign.ts';
import { projectsNamed } from '../../../server/src/projects/around.ts';
import { mergeProject } from '../../../server/src/projects/merge.ts';
import type { Toggles } from '../../../server/src/projects/toggles.ts';
import { container, entryOf } from './samples.ts';

const shop = `
services:
  web:
    image: web:1
    ports: ["80:80"]
    depends_on: { db: { condition: service_started }, migrate: { condition: service_completed_successfully } }
  db:
    image: db:1
    healthcheck: { test: ["CMD", "true"] }
  migrate:
    image: web:1
  debug:
    image: busybox
    profiles: [tools]
`;

const merge = async (
  text: string,
  containers: readonly ContainerItem[],
  options: {
    readonly profiles?: readonly string[];
    readonly drifted?: readonly string[];
    readonly toggles?: Toggles;
  } = {},
): Promise<ProjectItem> =>
  mergeProject(await entryOf(text, options), containers, {
    busy: undefined,
    toggles: options.toggles ?? { project: false, services: {} },
    drifted: new Set(options.drifted),
  });

const states = (item: ProjectItem): Record<string, string> =>
  Object.fromEntries(item.services.map(({ name, state }) => [name, state]));

describe('a declared project', () => {
  it('shows every service where it is declared, before any exists', async () => {
    const item = await merge(shop, []);
    assert.equal(item.state, 'stopped');
    assert.deepEqual(states(item), {
      web: 'absent',
      db: 'absent',
      migrate: 'absent',
      debug: 'outside-profile',
    });
    assert.deepEqual(item.profiles, [{ name: 'tools', active: false }]);
    const web = item.services[0] ?? assert.fail();
    assert.deepEqual(web.declaredAt, { path: '/nowhere/shop/compose.yaml', line: 3 });
    assert.deepEqual(web.dependsOn, ['db', 'migrate']);
    assert.equal(web.image, 'web:1');
  });

  it('has a toggle of auto restart, and services may have their own', async () => {
    const toggles = { project: true, services: { db: false, gone: true } };
    const item = await merge(shop, [], { toggles });
    assert.equal(item.autoRestart, true);
    const on = item.services.filter(({ autoRestart }) => autoRestart).map(({ name }) => name);
    assert.deepEqual(on, ['web', 'migrate', 'debug']);
  });

  it('runs when its servers are up and well and its jobs are done', async () => {
    const item = await merge(shop, [
      container('web', {
        ports: [
          { containerPort: 80, hostPort: 80, protocol: 'tcp', hostIp: '0.0.0.0' },
          { containerPort: 80, hostPort: 80, protocol: 'tcp', hostIp: '::' },
          { containerPort: 90, protocol: 'tcp' },
        ],
      }),
      container('db', { health: 'healthy' }),
      container('migrate', { status: 'exited', exitCode: 0 }),
    ]);
    assert.equal(item.state, 'running');
    assert.deepEqual(states(item), {
      web: 'running',
      db: 'healthy',
      migrate: 'completed',
      debug: 'outside-profile',
    });
    assert.equal(item.services[0]?.ports.length, 1);
  });

  it('does not call a server that ended well completed', async () => {
    const item = await merge(shop, [
      container('web'),
      container('db', { status: 'exited', exitCode: 0, reason: 'exit code 0' }),
    ]);
    assert.equal(states(item)['db'], 'exited');
    assert.equal(item.services[1]?.reason, 'exit code 0');
    assert.equal(item.state, 'partial');
  });

  it('shows services of active profiles as absent, and others that run all the same', async () => {
    const active = await merge(shop, [], { profiles: ['tools'] });
    assert.equal(states(active)['debug'], 'absent');
    assert.deepEqual(active.profiles, [{ name: 'tools', active: true }]);
    const running = await merge(shop, [container('debug')]);
    assert.equal(states(running)['debug'], 'running');
  });

  it('shows containers of services that are gone from the file', async () => {
    const item = await merge(shop, [container('old'), container('web')]);
    const old = item.services.find(({ name }) => name === 'old');
    assert.deepEqual([old?.orphan, old?.state], [true, 'running']);
  });

  it('marks only services with containers as drifted', async () => {
    const item = await merge(shop, [container('web')], { drifted: ['web', 'db'] });
    assert.deepEqual(
      item.services.filter(({ drifted }) => drifted).map(({ name }) => name),
      ['web'],
    );
  });

  it('says why its file cannot be used, and where, and shows what runs', async () => {
    const item = await merge('services:\n  web:\n    image: x\n    depends_on: [nope]\n', [
      container('web'),
      container('db', { status: 'exited', exitCode: 1 }),
    ]);
    assert.equal(item.state, 'invalid');
    assert.equal(item.problem?.code, 'compose-invalid');
    assert.match(item.problem.message, /nope/);
    assert.deepEqual(
      [item.problem.location?.path, item.problem.location?.line],
      ['/nowhere/shop/compose.yaml', 4],
    );
    assert.deepEqual(states(item), { db: 'exited', web: 'running' });
    assert.ok(item.services.every(({ orphan }) => !orphan));
  });

  const scaled = 'services:\n  web:\n    image: x\n    scale: 2\n    restart: always\n';
  for (const [title, containers, service, project] of [
    ['too few', [container('web')], 'partial', 'partial'],
    ['all', [container('web'), container('web', { number: 2 })], 'running', 'running'],
    [
      'one of two down',
      [container('web'), container('web', { number: 2, status: 'exited', exitCode: 1 })],
      'partial',
      'partial',
    ],
    [
      'one unhealthy',
      [container('web', { health: 'unhealthy' }), container('web', { health: 'healthy' })],
      'unhealthy',
      'unhealthy',
    ],
    [
      'one still starting',
      [container('web', { health: 'starting' }), container('web', { health: 'healthy' })],
      'starting',
      'starting',
    ],
    ['a crash loop', [container('web', { status: 'restarting' })], 'restarting', 'unhealthy'],
    ['paused', [container('web', { status: 'paused' })], 'paused', 'partial'],
    ['created only', [container('web', { status: 'created' })], 'created', 'stopped'],
    ['dead', [container('web', { status: 'dead' })], 'exited', 'stopped'],
  ] as const) {
    it(`with two replicas, ${title}: ${service}`, async () => {
      const item = await merge(scaled, containers);
      assert.deepEqual([states(item)['web'], item.state], [service, project]);
    });
  }
});

describe('containers of one project name', () => {
  it('belong to the folder that they were made from', async () => {
    const here = await entryOf(shop, { directory: '/nowhere/a/shop' });
    const there = await entryOf(shop, { directory: '/nowhere/b/shop' });
    const a = container('web', { workingDir: '/nowhere/a/shop' });
    const b = container('web', { workingDir: '/nowhere/b/shop' });
    const byFile = container('db', {
      workingDir: '/nowhere/elsewhere',
      configFiles: ['/nowhere/b/shop/compose.yaml'],
    });
    const foreign = container('db', { workingDir: '/other/shop' });
    const bare = container('db');
    const job = container('db', { oneOff: true, workingDir: '/nowhere/a/shop' });
    const dealt = assignContainers([here, there], [a, b, byFile, foreign, bare, job]);
    assert.deepEqual(dealt.owned.get(here), [a, bare]);
    assert.deepEqual(dealt.owned.get(there), [b, byFile]);
    assert.deepEqual([...dealt.foreign], [['/other/shop', [foreign]]]);
  });

  it('belong to the only folder of that name, wherever they were started from', async () => {
    const here = await entryOf(shop, { directory: '/nowhere/a/shop' });
    const elsewhere = container('db', { workingDir: '/other/shop' });
    const dealt = assignContainers([here], [elsewhere]);
    assert.deepEqual([dealt.owned.get(here), dealt.foreign.size], [[elsewhere], 0]);
  });

  it('of no folder of the workspace are a project known by its labels', () => {
    const [item, ...others] = projectsNamed(
      'shop',
      [],
      [
        container('web', { workingDir: '/nowhere/x', configFiles: ['/nowhere/x/c.yaml'] }),
        container('db', { workingDir: '/nowhere/x', status: 'exited', exitCode: 2 }),
      ],
      {
        folders: ['/nowhere'],
        busy: () => undefined,
        toggles: () => ({ project: true, services: {} }),
        drifted: () => new Set(),
      },
    );
    assert.equal(others.length, 0);
    assert.equal(item?.id, 'running:shop:/nowhere/x');
    assert.deepEqual(item.source, { kind: 'running', files: ['/nowhere/x/c.yaml'] });
    assert.equal(item.workspaceFolder, '/nowhere');
    assert.equal(item.autoRestart, false);
    assert.equal(item.state, 'partial');
  });
});
