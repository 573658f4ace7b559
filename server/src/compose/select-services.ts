import { HyperBoxError } from '../base/error.ts';
import type { ComposeModel, ComposeService } from './model.ts';

/** The model with these services and what they depend on; throws `not-found` for one it has not. */
export const withServices = (model: ComposeModel, names: readonly string[]): ComposeModel => {
  const services: Record<string, ComposeService> = {};
  const add = (name: string): void => {
    const service = model.services[name];
    // A dependency that is not there is not required; the loader has complained of others.
    if (service === undefined || services[name] !== undefined) return;
    services[name] = service;
    for (const dependency of Object.keys(service.depends_on ?? {})) add(dependency);
  };
  for (const name of names) {
    if (model.services[name] === undefined) {
      throw new HyperBoxError('not-found', `There is no service "${name}" in "${model.name}".`, {
        hint: 'Check its name in the compose file.',
      });
    }
    add(name);
  }
  return { ...model, services };
};
