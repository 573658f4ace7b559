import type { Described } from '../catalog/described.ts';
import { referencePage } from '../catalog/reference-page.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import { known, serviceRule, type Rule, type RuleFinding } from './rule.ts';

interface Reference {
  readonly key: readonly (string | number)[];
  readonly target: string;
}

interface ResourceKind extends Omit<Described, 'severity'> {
  readonly label: string;
  readonly declared: (model: ComposeModel) => object;
  readonly section: string;
  references(service: ComposeService): readonly Reference[];
}

const sources = (
  key: readonly string[],
  mounts: readonly { readonly source?: string }[] | undefined,
): readonly Reference[] =>
  (mounts ?? []).map(({ source }, index) => ({ key: [...key, index], target: source ?? '' }));

const names = (key: string, map: object | undefined): readonly Reference[] =>
  Object.keys(map ?? {}).map((target) => ({ key: [key, target], target }));

const undefinedResource = (kind: ResourceKind): Rule =>
  serviceRule(
    { ...kind, severity: 'error' },
    function* (service, name, model): Generator<RuleFinding> {
      const declared = kind.declared(model);
      for (const { key, target } of kind.references(service)) {
        if (Object.hasOwn(declared, target)) continue;
        yield {
          at: ['services', name, ...key],
          message: `service "${name}" refers to undefined ${kind.label} ${target}: invalid compose project`,
          hint: `Declare it under \`${kind.section}:\` at the top level. ${known(kind.label, Object.keys(declared))}`,
        };
      }
    },
  );

export const undefinedNetwork = undefinedResource({
  code: 'undefined-network',
  summary: 'A service joins a network that is not declared.',
  url: referencePage('services', 'networks'),
  label: 'network',
  section: 'networks',
  declared: ({ networks }) => networks,
  references: ({ networks }) => names('networks', networks),
});

export const undefinedVolume = undefinedResource({
  code: 'undefined-volume',
  summary: 'A service mounts a volume that is not declared.',
  url: referencePage('services', 'volumes'),
  label: 'volume',
  section: 'volumes',
  declared: ({ volumes }) => volumes,
  references: ({ volumes = [] }) =>
    volumes.flatMap(({ type, source }, index) =>
      type === 'volume' && source !== undefined
        ? [{ key: ['volumes', index], target: source }]
        : [],
    ),
});

export const undefinedSecret = undefinedResource({
  code: 'undefined-secret',
  summary: 'A service uses a secret that is not declared.',
  url: referencePage('services', 'secrets'),
  label: 'secret',
  section: 'secrets',
  declared: ({ secrets }) => secrets,
  references: ({ secrets }) => sources(['secrets'], secrets),
});

export const undefinedBuildSecret = undefinedResource({
  code: 'undefined-build-secret',
  summary: 'A build uses a secret that is not declared.',
  url: referencePage('build', 'secrets'),
  label: 'build secret',
  section: 'secrets',
  declared: ({ secrets }) => secrets,
  references: ({ build }) => sources(['build', 'secrets'], build?.secrets),
});

export const undefinedConfig = undefinedResource({
  code: 'undefined-config',
  summary: 'A service uses a config that is not declared.',
  url: referencePage('services', 'configs'),
  label: 'config',
  section: 'configs',
  declared: ({ configs }) => configs,
  references: ({ configs }) => sources(['configs'], configs),
});

export const undefinedModel = undefinedResource({
  code: 'undefined-model',
  summary: 'A service uses a model that is not declared.',
  url: referencePage('services', 'models'),
  label: 'model',
  section: 'models',
  declared: ({ models }) => models,
  references: ({ models }) => names('models', models),
});
