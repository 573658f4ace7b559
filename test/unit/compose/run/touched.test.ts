import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planProject, type PlanOptions } from '../../../../server/src/compose/run/plan.ts';
import { scaledModel } from '../../../../server/src/compose/run/scaled.ts';
import type { ComposeModel } from '../../../../server/src/compose/model.ts';
import type { ObservedState } from '../../../../server/src/compose/run/state.ts';
import { containerOf, modelOf, network, service, stateOf } from './model.ts';

const kindsOf = (
  model: ComposeModel,
  state: ObservedState,
  options: Partial<PlanOptions> = {},
): readonly string[] =>
  planProject(model, state, { nowMs: 0, ...options }).services.flatMap(({ name, containers }) =>
    containers.map(({ kind, number }) => `${name}: ${kind} ${String(number)}`),
  );
const renewedOf = (model: ComposeModel, state: ObservedState): readonly string[] =>
  planProject(model, state, { nowMs: 0 })
    .services.filter(({ renewed }) => renewed)
    .map(({ name }) => name);

const onDb = { db: { condition: 'service_started', required: true, restart: true } } as const;
const old = { labels: { 'com.docker.compose.config-hash': 'other' } };

describe('what a start touches', () => {
  const db = service();
  const web = service({ depends_on: onDb });
  const model = modelOf({ db, web });

  it('is only what is asked for, where dependencies are left out', () => {
    const options = { services: ['web'], noDependencies: true };
    assert.deepEqual(kindsOf(model, stateOf([]), options), ['web: create 1']);
  });

  it('is also what runs on a network that is made anew for it, and not what was stopped', () => {
    const three = modelOf({ db: service(), web: service(), cache: service() });
    const [running, stopped] = [
      containerOf('db', service()),
      containerOf('cache', service(), { status: 'exited' }),
    ];
    const changed = stateOf([running, stopped], {
      networks: [network('shop_default', 'default', 'other')],
    });
    assert.deepEqual(kindsOf(three, changed, { services: ['web'] }), [
      'web: create 1',
      'db: recreate 1',
    ]);
  });

  it('is a stopped container that lost its network', () => {
    const cut = containerOf('db', db, { status: 'exited', networks: [] });
    assert.deepEqual(kindsOf(modelOf({ db }), stateOf([cut])), ['db: recreate 1']);
  });

  it('is not what is bound to a service that only gets more or fewer containers', () => {
    const scaled = (scale: number) => modelOf({ db: service({ scale }) });
    const [one, two] = [1, 2].map((number) => containerOf('db', db, { number }));
    assert.deepEqual(renewedOf(scaled(2), stateOf([one!])), []);
    assert.deepEqual(renewedOf(scaled(1), stateOf([one!, two!])), []);
    assert.deepEqual(renewedOf(scaled(0), stateOf([one!])), []);
  });

  it('is what is bound to a container that is made, made anew, or goes before the others', () => {
    const alone = modelOf({ db });
    const [one, two] = [
      containerOf('db', db, { ...old, number: 1 }),
      containerOf('db', db, { number: 2 }),
    ];
    assert.deepEqual(renewedOf(alone, stateOf([])), ['db']);
    assert.deepEqual(renewedOf(alone, stateOf([one])), ['db']);
    assert.deepEqual(kindsOf(alone, stateOf([one, two])), ['db: remove 1', 'db: leave 2']);
    assert.deepEqual(renewedOf(alone, stateOf([one, two])), ['db']);
  });

  it('leaves one-off containers out of account', () => {
    const compose = { project: 'shop', service: 'db', number: 0, oneOff: true };
    const gone = { ...compose, service: 'gone' };
    const state = stateOf([
      containerOf('db', db, { compose, name: 'shop-db-run-1' }),
      containerOf('gone', db, { compose: gone, name: 'shop-gone-run-1' }),
    ]);
    const { orphans } = planProject(modelOf({ db }), state, { nowMs: 0 });
    assert.deepEqual(orphans, []);
    assert.deepEqual(kindsOf(modelOf({ db }), state), ['db: create 1']);
  });
});

describe('numbers of containers that are asked for', () => {
  it('win over the file', () => {
    const model = modelOf({ db: service({ scale: 3, deploy: { replicas: 2 } }) });
    assert.deepEqual(kindsOf(scaledModel(model, { db: 1 }), stateOf([])), ['db: create 1']);
    assert.deepEqual(kindsOf(scaledModel(model, { db: 0 }), stateOf([])), []);
    assert.equal(scaledModel(model, undefined), model);
  });

  it('are refused for a service that is not there, or whose containers would share a name', () => {
    const model = modelOf({ db: service({ container_name: 'the-db' }) });
    assert.throws(() => scaledModel(model, { web: 2 }), { code: 'not-found' });
    assert.throws(() => scaledModel(model, { db: 2 }), { code: 'compose-invalid' });
    assert.deepEqual(kindsOf(scaledModel(model, { db: 1 }), stateOf([])), ['db: create 1']);
  });
});
