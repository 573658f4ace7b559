import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PlannedAction } from '#shared/protocol/projects';
import { planProject, type PlanOptions } from '../../../../server/src/compose/run/plan.ts';
import { previewOf } from '../../../../server/src/compose/run/preview.ts';
import type { ComposeModel } from '../../../../server/src/compose/model.ts';
import type { ObservedState } from '../../../../server/src/compose/run/state.ts';
import { containerOf, modelOf, service, stateOf } from './model.ts';

const preview = (model: ComposeModel, state: ObservedState, options: Partial<PlanOptions> = {}) => {
  const all = { nowMs: 0, ...options };
  return previewOf(model.name, planProject(model, state, all), all);
};
const serviceOf = (actions: readonly PlannedAction[], name: string): PlannedAction | undefined =>
  actions.find(({ kind, target }) => kind === 'service' && target === name);

describe('a preview', () => {
  it('calls a service by what weighs most among its containers', () => {
    const scaled = modelOf({ web: service({ scale: 2 }) });
    const verb = (...containers: Parameters<typeof stateOf>[0]) =>
      serviceOf(preview(scaled, stateOf(containers)).actions, 'web')?.verb;
    const [one, two] = [1, 2].map((number) => containerOf('web', service(), { number }));
    assert.equal(verb(one!, two!), 'keep');
    assert.equal(verb(one!, { ...two!, status: 'exited' }), 'start');
    assert.equal(verb(one!), 'create');
    assert.equal(verb(one!, { ...two!, labels: {} }), 'recreate');
  });

  it('tells of an image that several services share once', () => {
    const { actions } = preview(
      modelOf({ a: service(), b: service() }),
      stateOf([], { images: new Map() }),
    );
    const images = actions.flatMap(({ children }) =>
      children.filter(({ kind }) => kind === 'image'),
    );
    assert.deepEqual(
      images.map(({ verb, target }) => [verb, target]),
      [['pull', 'app:1']],
    );
  });

  it('does not claim to know what a pull or a build will bring', () => {
    const model = modelOf({ web: service({ pull_policy: 'always' }) });
    const { actions, changes } = preview(
      model,
      stateOf([containerOf('web', model.services['web']!)]),
    );
    assert.match(
      serviceOf(actions, 'web')?.children[1]?.reason ?? '',
      /up to date; it is made anew if "app:1" turns out to be another image/,
    );
    assert.equal(changes, 1);
  });

  it('says what cannot be done', () => {
    const model = modelOf(
      { web: service({ pull_policy: 'never' }) },
      { networks: { default: { name: 'lan', external: true } } },
    );
    const { lines } = preview(model, stateOf([], { networks: [], images: new Map() }));
    assert.match(lines.join('\n'), /network lan: fail \(external network "lan" does not exist\)/);
    assert.match(lines.join('\n'), /image app:1: fail \(.*never pulls/);
  });

  it('is drawn with a line an action, the last of each branch with a corner', () => {
    const { lines } = preview(modelOf({ a: service(), b: service() }), stateOf([]));
    assert.deepEqual(lines, [
      'shop',
      '├─ network shop_default: keep (network "shop_default" is up to date)',
      '├─ a: create',
      '│  ├─ image app:1: keep ("app:1" is there)',
      '│  └─ container shop-a-1: create (it does not exist yet)',
      '└─ b: create',
      '   └─ container shop-b-1: create (it does not exist yet)',
    ]);
  });
});
