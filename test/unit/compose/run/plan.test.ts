import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComposeModel } from '../../../../server/src/compose/model.ts';
import { planProject, type PlanOptions } from '../../../../server/src/compose/run/plan.ts';
import { definitionHash } from '../../../../server/src/compose/run/plan-resources.ts';
import type { ObservedState } from '../../../../server/src/compose/run/state.ts';
import { loadText } from '../load-text.ts';
import { containerOf, modelOf, network, service, stateOf, volume } from './model.ts';

const plan = (model: ComposeModel, state: ObservedState, options: Partial<PlanOptions> = {}) =>
  planProject(model, state, { nowMs: 0, ...options });

/** `web: create 1`, in plan order. */
const actionsOf = (...of: Parameters<typeof plan>): readonly string[] =>
  plan(...of).services.flatMap(({ name, containers }) =>
    containers.map(({ kind, number }) => `${name}: ${kind} ${String(number)}`),
  );
const reasonOf = (...of: Parameters<typeof plan>): string | undefined =>
  plan(...of).services[0]?.containers[0]?.reason;

describe('the plan of a start', () => {
  const web = service();
  const model = modelOf({ web });

  it('creates everything where there is nothing', () => {
    const nothing = stateOf([], { networks: [], images: new Map() });
    const { networks, images } = plan(model, nothing);
    assert.deepEqual(actionsOf(model, nothing), ['web: create 1']);
    assert.deepEqual(
      networks.map(({ kind, name }) => [kind, name]),
      [['create', 'shop_default']],
    );
    assert.deepEqual(
      images.map(({ kind, reference }) => [kind, reference]),
      [['pull', 'app:1']],
    );
  });

  it('leaves what is up to date, and starts what is only stopped', () => {
    assert.deepEqual(actionsOf(model, stateOf([containerOf('web', web)])), ['web: leave 1']);
    for (const status of ['exited', 'created'] as const)
      assert.deepEqual(actionsOf(model, stateOf([containerOf('web', web, { status })])), [
        'web: start 1',
      ]);
    assert.deepEqual(actionsOf(model, stateOf([containerOf('web', web, { status: 'paused' })])), [
      'web: unpause 1',
    ]);
  });

  it('makes a container anew for each reason there is, and says which', () => {
    const there = (more: Parameters<typeof containerOf>[2]) =>
      stateOf([containerOf('web', web, more)]);
    const cases: readonly (readonly [ObservedState, RegExp])[] = [
      [there({ labels: { 'com.docker.compose.config-hash': 'other' } }), /definition changed/],
      [there({ labels: { 'com.docker.compose.image': 'sha256:old' } }), /image is a newer one/],
      [there({ networks: ['elsewhere'] }), /not attached to network "default"/],
      [there({ status: 'dead' }), /could not remove it/],
      [stateOf([containerOf('web', web)], { networks: [] }), /network "default" is new/],
    ];
    for (const [state, reason] of cases) {
      assert.deepEqual(actionsOf(model, state), ['web: recreate 1']);
      assert.match(reasonOf(model, state) ?? '', reason);
    }
  });

  it('makes anew only the services that a forced recreation names', () => {
    const two = modelOf({
      db: service(),
      web: service({ depends_on: { db: { condition: 'service_started', required: true } } }),
    });
    const state = stateOf([
      containerOf('db', two.services['db']!),
      containerOf('web', two.services['web']!),
    ]);
    assert.deepEqual(actionsOf(two, state, { recreate: true, services: ['web'] }), [
      'db: leave 1',
      'web: recreate 1',
    ]);
  });

  it('takes in what the named services depend on, dependencies first', () => {
    const three = modelOf({
      web: service({ depends_on: { db: { condition: 'service_healthy', required: true } } }),
      db: service({ volumes_from: ['files'] }),
      files: service(),
      other: service(),
    });
    const { services } = plan(three, stateOf([]), { services: ['web'] });
    assert.deepEqual(
      services.map(({ name }) => name),
      ['files', 'db', 'web'],
    );
    assert.deepEqual(services[1]?.creationNeeds, ['files']);
    assert.deepEqual(services[2]?.dependencies, [
      { service: 'db', condition: 'service_healthy', required: true, restart: false },
    ]);
  });

  it('ends for a cycle, too', () => {
    const depends = (service: string) => ({
      [service]: { condition: 'service_started', required: true } as const,
    });
    const cycle = modelOf({
      a: service({ depends_on: depends('b') }),
      b: service({ depends_on: depends('a') }),
    });
    assert.equal(plan(cycle, stateOf([])).services.length, 2);
  });

  it('counts on from the highest number when it scales up, and removes the highest when down', () => {
    const scaled = (scale: number) => modelOf({ web: service({ scale }) });
    const [one, two, three] = [1, 2, 3].map((number) => containerOf('web', web, { number }));
    assert.deepEqual(actionsOf(scaled(3), stateOf([two!])), [
      'web: leave 2',
      'web: create 3',
      'web: create 4',
    ]);
    assert.deepEqual(actionsOf(scaled(1), stateOf([three!, one!, two!])), [
      'web: remove 2',
      'web: remove 3',
      'web: leave 1',
    ]);
  });

  it('goes on from a recreation that was broken off', () => {
    const old = containerOf('web', web, {
      id: 'old' as never,
      name: 'abc_shop-web-1',
      labels: { 'com.docker.compose.config-hash': 'other' },
    });
    const fresh = containerOf('web', web, { status: 'created' });
    assert.deepEqual(actionsOf(model, stateOf([old, fresh])), ['web: remove 1', 'web: start 1']);
  });

  it('leaves a job that is done while what waited for it runs', () => {
    const job = modelOf({
      migrate: service(),
      web: service({
        depends_on: { migrate: { condition: 'service_completed_successfully', required: true } },
      }),
    });
    const done = (exitCode: number) => containerOf('migrate', web, { status: 'exited', exitCode });
    const running = containerOf('web', job.services['web']!);
    assert.deepEqual(actionsOf(job, stateOf([done(0), running])), [
      'migrate: leave 1',
      'web: leave 1',
    ]);
    assert.deepEqual(actionsOf(job, stateOf([done(1), running])), [
      'migrate: start 1',
      'web: leave 1',
    ]);
    assert.deepEqual(actionsOf(job, stateOf([done(0)])), ['migrate: start 1', 'web: create 1']);
  });

  it('binds a service anew to the container that it shares a namespace with', () => {
    const shared = modelOf({
      main: service({ user: '5' }),
      side: service({ network_mode: 'service:main', networks: {} }),
    });
    const state = stateOf([
      containerOf('main', service()),
      containerOf('side', shared.services['side']!, { networks: [] }),
    ]);
    assert.deepEqual(actionsOf(shared, state), ['main: recreate 1', 'side: recreate 1']);
  });

  it('makes a stopped container anew when its host port is another one now', () => {
    const hostPorts = new Map([['web', new Map([[':80/tcp', 20_000]])]]);
    const stopped = stateOf([containerOf('web', web, { status: 'exited' })]);
    assert.deepEqual(actionsOf(model, stopped, { hostPorts }), ['web: recreate 1']);
    const running = stateOf([containerOf('web', web)]);
    assert.deepEqual(actionsOf(model, running, { hostPorts }), ['web: leave 1']);
  });

  it('names the containers whose service is gone, and does nothing to them', () => {
    const state = stateOf([containerOf('web', web), containerOf('gone', web)]);
    assert.deepEqual(
      plan(model, state).orphans.map(({ name }) => name),
      ['shop-gone-1'],
    );
    assert.deepEqual(actionsOf(model, state), ['web: leave 1']);
  });

  it('says of each image how it gets to the engine', () => {
    const day = 86_400_000;
    const facts = { id: 'x', healthcheck: false, volumes: [], taggedAtMs: 0 };
    const kindOf = (
      declared: Parameters<typeof service>[0],
      there: boolean,
      options: Partial<PlanOptions> = {},
    ) =>
      plan(
        modelOf({ web: service(declared) }),
        stateOf([], { images: new Map(there ? [['app:1', facts]] : []) }),
        options,
      ).images[0]?.kind;
    const build = { context: '/srv' };
    assert.equal(kindOf({}, true), 'use');
    assert.equal(kindOf({}, false), 'pull');
    assert.equal(kindOf({ pull_policy: 'never' }, false), 'missing');
    assert.equal(kindOf({ pull_policy: 'always' }, true), 'pull');
    assert.equal(kindOf({ pull_policy: 'daily' }, true, { nowMs: day }), 'pull');
    assert.equal(kindOf({ pull_policy: 'weekly' }, true, { nowMs: day }), 'use');
    assert.equal(kindOf({ pull_policy: 'every_2h' }, true, { nowMs: day }), 'pull');
    assert.equal(kindOf({ build }, false), 'build');
    assert.equal(kindOf({ build }, true), 'use');
    assert.equal(kindOf({ build }, true, { rebuild: true }), 'build');
    assert.equal(kindOf({ build, pull_policy: 'build' }, true), 'build');
    assert.equal(kindOf({ build, pull_policy: 'always' }, true), 'pull');
  });

  it('makes a changed network anew, and keeps a changed volume with a warning', () => {
    const declared = { name: 'shop_data', driver: 'local' };
    const withData = modelOf(
      { web: service({ volumes: [{ type: 'volume', source: 'data', target: '/d' }] }) },
      { volumes: { data: declared } },
    );
    const state = (definition: string) =>
      stateOf([], {
        networks: [network('shop_default', 'default', definition)],
        volumes: [
          volume('shop_data', {
            'com.docker.compose.project': 'shop',
            'dev.hyperbox.definition': definition,
          }),
        ],
      });
    const changed = plan(withData, state('other'));
    assert.equal(changed.networks[0]?.kind, 'recreate');
    assert.equal(changed.volumes[0]?.kind, 'keep');
    assert.match(changed.warnings.join(), /its data would be lost/);
    assert.deepEqual(plan(withData, state(definitionHash(declared))).warnings, []);
  });

  it('says what is missing of what is external', () => {
    const external = modelOf({ web }, { networks: { default: { name: 'lan', external: true } } });
    assert.equal(plan(external, stateOf([])).networks[0]?.kind, 'missing');
  });

  it('does not let the engine name what has an empty name', async () => {
    const { model } = await loadText(
      'services: {web: {image: x, volumes: ["data:/data"]}}\nvolumes: {data: {name: "${NOT_SET}"}}\n',
    );
    assert(model !== undefined);
    assert.deepEqual(
      plan(model, stateOf([])).volumes.map(({ key, kind }) => [key, kind]),
      [['data', 'nameless']],
    );
  });

  it('leaves services of a provider out, and says nothing of them', () => {
    const provided = modelOf({ web, db: service({ provider: { type: 'cloud' } }) });
    const { services, warnings } = plan(provided, stateOf([]));
    assert.deepEqual(
      services.map(({ name }) => name),
      ['web'],
    );
    assert.deepEqual(warnings, []);
  });

  it('starts first what the longest chain waits for', () => {
    const chained = modelOf({
      alone: service(),
      db: service(),
      api: service({ depends_on: { db: { condition: 'service_healthy', required: true } } }),
      web: service({ depends_on: { api: { condition: 'service_started', required: true } } }),
    });
    const { services } = plan(chained, stateOf([]));
    assert.deepEqual(
      services.map(({ name, urgency }) => [name, urgency]),
      [
        ['alone', 0],
        ['db', 101],
        ['api', 1],
        ['web', 0],
      ],
    );
  });
});
