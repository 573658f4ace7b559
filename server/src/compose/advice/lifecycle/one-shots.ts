import type { ComposeModel } from '../../model.ts';

const known = new WeakMap<ComposeModel, ReadonlyMap<string, string>>();

/** The services that others wait for the end of, each with one that does: they do their work and exit. */
export const oneShots = (model: ComposeModel): ReadonlyMap<string, string> => {
  const found = known.get(model) ?? findOneShots(model);
  known.set(model, found);
  return found;
};

const findOneShots = ({ services }: ComposeModel): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [waiter, { depends_on: dependencies = {} }] of Object.entries(services)) {
    for (const [name, { condition }] of Object.entries(dependencies)) {
      const isDeclared = Object.hasOwn(services, name);
      if (condition === 'service_completed_successfully' && isDeclared && !found.has(name))
        found.set(name, waiter);
    }
  }
  return found;
};

/** Whether the service starts only after the other has ended, as something that it waits for does. */
export const startsAfterEndOf = (
  target: string,
  name: string,
  model: ComposeModel,
  seen = new Set<string>(),
): boolean => {
  if (seen.has(name)) return false;
  seen.add(name);
  return Object.entries(model.services[name]?.depends_on ?? {}).some(
    ([other, { condition }]) =>
      (other === target && condition === 'service_completed_successfully') ||
      (Object.hasOwn(model.services, other) && startsAfterEndOf(target, other, model, seen)),
  );
};
