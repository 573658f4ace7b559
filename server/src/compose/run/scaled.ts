import { HyperBoxError } from '../../base/error.ts';
import type { ComposeModel } from '../model.ts';

/** The model as if its file said these numbers of containers. */
export const scaledModel = (
  model: ComposeModel,
  scale: Readonly<Record<string, number>> | undefined,
): ComposeModel => {
  if (scale === undefined) return model;
  const services = { ...model.services };
  for (const [name, count] of Object.entries(scale)) {
    const declared = services[name];
    if (declared === undefined) {
      throw new HyperBoxError('not-found', `There is no service "${name}" in "${model.name}".`, {
        hint: 'Check the name that is to be scaled.',
      });
    }
    if (count > 1 && declared.container_name !== undefined) {
      throw new HyperBoxError(
        'compose-invalid',
        `Service "${name}" cannot have ${String(count)} containers: all would be called "${declared.container_name}".`,
        { service: name, hint: 'Take "container_name" out of the compose file.' },
      );
    }
    services[name] = { ...declared, scale: count };
  }
  return { ...model, services };
};
