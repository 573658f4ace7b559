import { referencePage } from '../../catalog/reference-page.ts';
import { composeLabels } from '../../run/labels.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import type { Advice } from '../advice.ts';

interface Declared {
  readonly name: string;
  readonly external?: boolean;
}
interface Found {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Two projects that share a network or a volume should know it: `down` of one takes it from both. */
export const resourceOfAnother: Advice = {
  code: 'resource-of-another',
  severity: 'warning',
  summary: 'A network or volume on the engine with this name is not the project’s.',
  url: referencePage('volumes', 'external'),
  *check({ model, facts: { engine } }) {
    if (engine === undefined) return;
    yield* foreign('network', model.networks, engine.networks, model.name);
    yield* foreign('volume', model.volumes, engine.volumes, model.name);
  },
};

function* foreign(
  noun: 'network' | 'volume',
  declared: Readonly<Record<string, Declared>>,
  found: readonly Found[],
  project: string,
): Generator<RuleFinding> {
  for (const [key, { name, external }] of Object.entries(declared)) {
    const there = external === true ? undefined : found.find((each) => each.name === name);
    const owner = there?.labels[composeLabels.project];
    if (there === undefined || owner === project) continue;
    const whose = owner === undefined ? 'belongs to no project' : `belongs to project "${owner}"`;
    yield {
      at: [`${noun}s`, key],
      message: `The ${noun} "${name}" is on the engine and ${whose}: it is used as it is.`,
      hint: 'Say `external: true` if that is meant, or choose another name.',
    };
  }
}
