import assert from 'node:assert/strict';
import { planImages, type ImageAction } from '../../../../server/src/compose/run/plan-images.ts';
import type { ComposeModel, ComposeService } from '../../../../server/src/compose/model.ts';
import type { ImageFacts } from '../../../../server/src/compose/run/state.ts';
import { modelOf, service, stateOf } from './model.ts';

const day = 86_400_000;

const plan = (
  services: Readonly<Record<string, ComposeService>>,
  there: Readonly<Record<string, number>> = {},
  more: Partial<ComposeModel> & { readonly chosen?: readonly string[] } = {},
): readonly ImageAction[] => {
  const facts = (taggedAtMs: number): ImageFacts => ({
    id: 'x',
    healthcheck: false,
    volumes: [],
    taggedAtMs,
  });
  const images = Object.entries(there).map(([name, at]) => [name, facts(at)] as const);
  return planImages(
    modelOf(services, more),
    stateOf([], { images: new Map(images) }),
    more.chosen ?? Object.keys(services),
    { asked: new Set(), nowMs: day },
  );
};

const built = (more: Partial<ComposeService> = {}): ComposeService => {
  const { image, ...rest } = service({ build: { context: '/srv' } });
  assert.ok(image);
  return { ...rest, ...more };
};

describe('how images get to the engine', () => {
  const policies: readonly (readonly [string | undefined, string, string, string])[] = [
    // The policy; with the image there since a day, since just now, and not at all.
    [undefined, 'use', 'use', 'pull'],
    ['missing', 'use', 'use', 'pull'],
    ['if_not_present', 'use', 'use', 'pull'],
    ['always', 'pull', 'pull', 'pull'],
    ['never', 'use', 'use', 'missing'],
    ['build', 'use', 'use', 'pull'],
    ['daily', 'pull', 'use', 'pull'],
    ['weekly', 'use', 'use', 'pull'],
    ['every_12h', 'pull', 'use', 'pull'],
    ['every_2d', 'use', 'use', 'pull'],
  ];
  for (const [policy, old, fresh, absent] of policies) {
    it(`follows "pull_policy: ${policy ?? '(none)'}"`, () => {
      const web = service(policy === undefined ? {} : { pull_policy: policy });
      const kinds = [{ 'app:1': 0 }, { 'app:1': day }, {}].map(
        (there) => plan({ web }, there)[0]?.kind,
      );
      assert.deepEqual(kinds, [old, fresh, absent]);
    });
  }

  it('never asks a registry for a name that only a build has', () => {
    for (const policy of ['always', 'daily', 'never'])
      assert.equal(plan({ web: built({ pull_policy: policy }) })[0]?.kind, 'build');
  });

  it('gets what a build starts from, also of services that are not started', () => {
    const actions = plan(
      {
        web: built({ build: { context: '/w', additional_contexts: { b: 'service:base' } } }),
        base: built(),
      },
      {},
      { chosen: ['web'] },
    );
    assert.deepEqual(
      actions.map(({ reference, kind, needs }) => ({ reference, kind, needs })),
      [
        { reference: 'shop-web', kind: 'build', needs: ['shop-base'] },
        { reference: 'shop-base', kind: 'build', needs: undefined },
      ],
    );
  });

  it('takes the platform of the service before that of the environment', () => {
    const environment = { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' };
    assert.equal(plan({ web: service() }, {}, { environment })[0]?.platform, 'linux/arm64');
    const web = service({ platform: 'linux/amd64' });
    assert.equal(plan({ web }, {}, { environment })[0]?.platform, 'linux/amd64');
  });
});
