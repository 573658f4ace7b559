import { child, entriesOf, setChild, stringNode, stringOf, type MapNode } from '../yaml/tree.ts';
import type { Variables } from './context.ts';

/** Gives `environment` items without a value, and configs made from a variable, what it holds. */
export const resolveEnvironment = (model: MapNode, variables: Variables): void => {
  for (const [, { value: service }] of entriesOf(child(model, 'services'))) {
    const environment = child(service, 'environment');
    if (environment?.kind !== 'list') continue;
    environment.items = environment.items.map((item) => {
      const name = stringOf(item);
      const value = name === undefined ? undefined : own(variables, name);
      return value === undefined ? item : stringNode(`${name ?? ''}=${value}`, item.origin);
    });
  }
  for (const [, { value: config }] of entriesOf(child(model, 'configs'))) {
    const variable = stringOf(child(config, 'environment'));
    const value = variable === undefined ? undefined : own(variables, variable);
    if (config.kind === 'map' && value !== undefined) {
      setChild(config, 'content', stringNode(value, config.origin));
    }
  }
};

export const own = (variables: Variables, name: string): string | undefined =>
  Object.hasOwn(variables, name) ? variables[name] : undefined;
