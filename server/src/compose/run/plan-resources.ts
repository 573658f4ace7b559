import { createHash } from 'node:crypto';
import type { ComposeModel } from '../model.ts';
import { composeLabels, ownLabels } from './labels.ts';
import type { ObservedState } from './state.ts';

/** A network or volume of the project. */
export interface ResourceAction {
  readonly kind: 'keep' | 'create' | 'recreate' | 'missing' | 'nameless';
  /** Its key in the compose file. */
  readonly key: string;
  /** Its name on the engine. */
  readonly name: string;
  readonly reason: string;
  readonly warning?: string;
}

interface Found {
  readonly labels: Readonly<Record<string, string>>;
}

export const planNetworks = (
  model: ComposeModel,
  state: ObservedState,
  used: ReadonlySet<string>,
): readonly ResourceAction[] =>
  Object.entries(model.networks)
    .filter(([key]) => used.has(key))
    .map(([key, declared]) => {
      const found = state.networks.find(
        ({ name, id }) => name === declared.name || id === declared.name,
      );
      return planResource({
        noun: 'network',
        key,
        declared,
        found,
        project: model.name,
        changed: 'recreate',
      });
    });

export const planVolumes = (
  model: ComposeModel,
  state: ObservedState,
  used: ReadonlySet<string>,
): readonly ResourceAction[] =>
  Object.entries(model.volumes)
    .filter(([key]) => used.has(key))
    .map(([key, declared]) =>
      planResource({
        noun: 'volume',
        key,
        declared,
        found: state.volumes.find(({ name }) => name === declared.name),
        project: model.name,
        // Its data would be lost, so a changed volume stays until the user removes it.
        changed: 'keep',
      }),
    );

interface ResourceInput {
  readonly noun: 'network' | 'volume';
  readonly key: string;
  readonly declared: { readonly name?: string; readonly external?: boolean };
  readonly found: Found | undefined;
  readonly project: string;
  readonly changed: 'keep' | 'recreate';
}

const planResource = (input: ResourceInput): ResourceAction => {
  const { noun, key, declared, found, project } = input;
  const { name = '' } = declared;
  const base = { key, name };
  // The engine would make one up, and another at each start.
  if (name === '')
    return { ...base, kind: 'nameless', reason: `the name of ${noun} "${key}" is empty` };
  if (declared.external === true) {
    return found === undefined
      ? { ...base, kind: 'missing', reason: `external ${noun} "${name}" does not exist` }
      : { ...base, kind: 'keep', reason: `external ${noun} "${name}" exists` };
  }
  if (found === undefined)
    return { ...base, kind: 'create', reason: `${noun} "${name}" does not exist yet` };
  const owner = found.labels[composeLabels.project];
  if (owner !== project) {
    return {
      ...base,
      kind: 'keep',
      reason: `${noun} "${name}" exists`,
      warning: `${noun} "${name}" exists and belongs to ${
        owner === undefined ? 'no project' : `project "${owner}"`
      }; it is used as it is. Declare it "external: true" if that is meant.`,
    };
  }
  const definition = found.labels[ownLabels.definition];
  if (definition === undefined || definition === definitionHash(declared))
    return { ...base, kind: 'keep', reason: `${noun} "${name}" is up to date` };
  return input.changed === 'recreate'
    ? { ...base, kind: 'recreate', reason: `the definition of ${noun} "${name}" changed` }
    : {
        ...base,
        kind: 'keep',
        reason: `${noun} "${name}" holds data`,
        warning: `The definition of ${noun} "${name}" changed. It keeps its old one, because its data would be lost; remove it to have it made anew.`,
      };
};

/** Names what a network or volume was made from. */
export const definitionHash = (declared: object): string =>
  createHash('sha256')
    .update(JSON.stringify(sortedEntries(declared)))
    .digest('hex');

const sortedEntries = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedEntries);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, sortedEntries(part)]);
};
