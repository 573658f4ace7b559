import type { ContainerItem } from '#shared/protocol/inventory';
import { allDone } from '../../base/all-done.ts';
import type { ComposeModel } from '../model.ts';
import { composeLabels, parseDependsOn } from './labels.ts';
import { creationNeeds } from './names.ts';

/** For each service the services that it needs. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What the services of a project's containers depend on: as the file says, or for those that it does
 * not know, as the label says that they were made with.
 */
export const needsOf = (
  containers: readonly ContainerItem[],
  model: ComposeModel | undefined,
): Needs => {
  const needs = new Map<string, ReadonlySet<string>>();
  for (const { compose, labels } of containers) {
    if (compose === undefined) continue;
    const declared = model?.services[compose.service] ?? model?.disabledServices[compose.service];
    needs.set(
      compose.service,
      new Set(
        declared === undefined
          ? parseDependsOn(labels[composeLabels.dependsOn]).map(({ service }) => service)
          : [...Object.keys(declared.depends_on ?? {}), ...creationNeeds(declared)],
      ),
    );
  }
  return needs;
};

/**
 * Runs `work` for every service as soon as it has ended for all services that come before it. With
 * `reverse`, those that depend on a service come before it. A cycle is cut at its first service.
 * Every service is tried; the first failure is thrown in the end.
 */
export const inOrder = async (
  needs: Needs,
  options: { readonly reverse: boolean },
  work: (service: string) => Promise<void>,
): Promise<void> => {
  const before = (service: string): readonly string[] =>
    options.reverse
      ? [...needs].flatMap(([other, needed]) => (needed.has(service) ? [other] : []))
      : [...(needs.get(service) ?? [])].filter((need) => needs.has(need));
  const running = new Map<string, Promise<void>>();
  const visiting = new Set<string>();
  const visit = (service: string): Promise<void> => {
    const found = running.get(service);
    if (found !== undefined) return found;
    if (visiting.has(service)) return Promise.resolve();
    visiting.add(service);
    const earlier = before(service).map(visit);
    const mine = Promise.allSettled(earlier).then(() => work(service));
    running.set(service, mine);
    return mine;
  };
  await allDone([...needs.keys()].map(visit));
};
