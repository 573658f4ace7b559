import type { ContainerSpec } from '../../engines/contract.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import { containerLabels } from './labels.ts';
import { containerNameOf, imageNameOf } from './names.ts';
import type { CopiedFile, FieldEffect, FieldInput, SpecContext } from './spec/context.ts';
import { fieldRules } from './spec/fields.ts';
import { inheritedMounts } from './spec/mounts.ts';

export interface SpecResult {
  readonly spec: ContainerSpec;
  /** To be copied into the container between its creation and its start. */
  readonly files: readonly CopiedFile[];
  /** `service "web": field "models" has no effect: why`. */
  readonly warnings: readonly string[];
  /** Why the container cannot be created. */
  readonly problems: readonly string[];
}

/** What to create for one container of a service. Every field takes effect or is warned about. */
export const containerSpecOf = (
  model: ComposeModel,
  name: string,
  declared: ComposeService,
  context: SpecContext,
): SpecResult => {
  const effects = effectsOf({ model, name, declared, context });
  const merged = mergeSpecs(effects.map(({ effect }) => effect.spec ?? {}));
  const mounts = firstOfEachTarget(merged.mounts ?? []);
  const textsOf = (pick: 'warnings' | 'problems'): readonly string[] =>
    effects.flatMap(({ field, effect }) =>
      (effect[pick] ?? []).map((text) => `service "${name}": ${field}: ${text}`),
    );
  return {
    spec: {
      // Compose sends an empty list where there are none.
      extraHosts: [],
      ...merged,
      ...(needsNoNetwork(model, declared) && { networkMode: 'none' }),
      name: containerNameOf(model.name, name, declared, context.number),
      image: imageNameOf(model.name, name, declared),
      labels: containerLabels(model, declared, {
        service: name,
        number: context.number,
        configHash: context.configHash,
        imageId: context.imageId,
        replaces: context.replaces,
        remappedPorts: remapLabel(context.hostPorts),
      }),
      mounts: [...mounts, ...inheritedMounts(context, mounts)],
    },
    files: effects.flatMap(({ effect }) => effect.files ?? []),
    warnings: textsOf('warnings'),
    problems: textsOf('problems'),
  };
};

/** The value of the label that says which host ports differ from the file. */
export const remapLabel = (hostPorts: ReadonlyMap<string, number> | undefined): string =>
  [...(hostPorts ?? [])]
    .map(([key, chosen]) => `${key}=${String(chosen)}`)
    .sort()
    .join(',');

/** The same, read back: by `portKey`, the host port that was taken instead. */
export const readRemapLabel = (label: string): ReadonlyMap<string, number> =>
  new Map(
    label.split(',').flatMap((entry) => {
      const equals = entry.lastIndexOf('=');
      return equals < 0 ? [] : [[entry.slice(0, equals), Number(entry.slice(equals + 1))] as const];
    }),
  );

/** What of a service has no effect, whether or not a container is made of it now. */
export const serviceWarnings = (
  model: ComposeModel,
  name: string,
  declared: ComposeService,
): readonly string[] =>
  containerSpecOf(model, name, declared, {
    number: 1,
    configHash: '',
    // Warnings are about the file, so whatever else a container is made from may be anything.
    containerOf: (service) => service,
    apiSocket: '',
  }).warnings;

interface NamedEffect {
  readonly field: string;
  readonly effect: FieldEffect;
}

const effectsOf = (input: FieldInput): readonly NamedEffect[] =>
  Object.entries(fieldRules).flatMap(([field, rule]) => {
    const value: unknown = input.declared[field as keyof typeof fieldRules];
    if (value === undefined || value === null) return [];
    // The table's type pairs each rule with its own field's value.
    return [
      { field, effect: (rule as (value: unknown, input: FieldInput) => FieldEffect)(value, input) },
    ];
  });

const joinedLists = ['mounts', 'ports', 'devices', 'deviceRequests', 'securityOptions'] as const;

/** Several fields add to the same list or record; for anything else only one field speaks. */
const mergeSpecs = (parts: readonly Partial<ContainerSpec>[]): Partial<ContainerSpec> => {
  const merged = Object.assign({}, ...parts) as Partial<ContainerSpec>;
  const lists = Object.fromEntries(
    joinedLists.flatMap((key) => {
      const all = parts.flatMap((part): readonly unknown[] => part[key] ?? []);
      return all.length === 0 ? [] : [[key, all]];
    }),
  );
  const resources = Object.assign({}, ...parts.map((part) => part.resources ?? {})) as object;
  return { ...merged, ...lists, ...(Object.keys(resources).length > 0 && { resources }) };
};

/** A volume of the service wins over a secret at the same place, as with compose. */
const firstOfEachTarget = (
  mounts: NonNullable<ContainerSpec['mounts']>,
): NonNullable<ContainerSpec['mounts']> => {
  const seen = new Set<string>();
  return mounts.filter(({ target }) => !seen.has(target) && seen.add(target));
};

const needsNoNetwork = (model: ComposeModel, declared: ComposeService): boolean =>
  declared.network_mode === undefined &&
  Object.keys(declared.networks ?? {}).length === 0 &&
  Object.keys(model.networks).length === 0;
