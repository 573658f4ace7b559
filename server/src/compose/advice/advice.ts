import type { Described } from '../catalog/described.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import type { RuleFinding } from '../rules/rule.ts';
import type { MapNode } from '../yaml/tree.ts';
import type { Facts } from './facts.ts';

/** A project that loads, and what is known of the world that it is about to meet. */
export interface AdvisedProject {
  readonly model: ComposeModel;
  /** The model as it was written, for what is not part of it. */
  readonly root: MapNode;
  readonly facts: Facts;
}

/**
 * A judgement that only editors pass on: the project is valid, and might still not do what was meant.
 * Like a rule it does no I/O and cannot throw.
 */
export interface Advice extends Described {
  check(project: AdvisedProject): Iterable<RuleFinding>;
}

/** Advice on one enabled service at a time. */
export const serviceAdvice = (
  about: Described,
  check: (
    service: ComposeService,
    name: string,
    project: AdvisedProject,
  ) => Iterable<RuleFinding> | undefined,
): Advice => ({
  ...about,
  check(project) {
    const found: RuleFinding[] = [];
    for (const [name, service] of Object.entries(project.model.services))
      found.push(...(check(service, name, project) ?? []));
    return found;
  },
});
