import { referencePage } from '../catalog/reference-page.ts';
import type { ComposeModel } from '../model.ts';
import type { Rule, RuleFinding } from './rule.ts';

/** Services that wait for each other never start; every circle is drawn once. */
export const dependencyCycle: Rule = {
  code: 'dependency-cycle',
  severity: 'error',
  summary: 'Services that wait for each other never start.',
  url: referencePage('services', 'depends_on'),
  *check({ services }) {
    const done = new Set<string>();
    for (const name of Object.keys(services).sort()) {
      const cycle = findCycle(services, name, [], done);
      if (cycle !== undefined) yield drawn(cycle);
    }
  },
};

const findCycle = (
  services: ComposeModel['services'],
  name: string,
  trail: readonly string[],
  done: Set<string>,
): readonly string[] | undefined => {
  const start = trail.indexOf(name);
  if (start !== -1) return trail.slice(start);
  if (done.has(name)) return undefined;
  const next = [...trail, name];
  for (const other of Object.keys(services[name]?.depends_on ?? {}).sort()) {
    if (!Object.hasOwn(services, other)) continue;
    const cycle = findCycle(services, other, next, done);
    if (cycle !== undefined) {
      done.add(name);
      return cycle;
    }
  }
  done.add(name);
  return undefined;
};

const drawn = (cycle: readonly string[]): RuleFinding => {
  const [first = ''] = cycle;
  const edge = (index: number): readonly string[] => [
    'services',
    cycle[index] ?? first,
    'depends_on',
    cycle[(index + 1) % cycle.length] ?? first,
  ];
  return {
    at: edge(0),
    message: `dependency cycle detected: ${[...cycle, first].join(' -> ')}`,
    hint: 'Remove one of these dependencies.',
    related: cycle.slice(1).map((name, index) => ({
      at: edge(index + 1),
      message: `${name} waits for ${cycle[(index + 2) % cycle.length] ?? first}`,
    })),
  };
};
