import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeModel, ComposeService } from '../../model.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import type { Advice } from '../advice.ts';

/** An external network is somebody else's, who has to have made it. */
export const externalNetworkAbsent: Advice = {
  code: 'external-network-absent',
  severity: 'warning',
  summary: 'An external network is not on the engine.',
  url: referencePage('networks', 'external'),
  *check({ model, facts: { engine } }) {
    if (engine === undefined) return;
    const used = usedBy(model, ({ networks }) => Object.keys(networks ?? {}));
    for (const [key, { name, external }] of Object.entries(model.networks)) {
      if (external !== true || !used.has(key)) continue;
      // As the engine finds them: by name, or by (the beginning of) its id.
      if (engine.networks.some((each) => each.name === name || each.id.startsWith(name))) continue;
      yield absent('network', key, name);
    }
  },
};

/** The same of a volume. */
export const externalVolumeAbsent: Advice = {
  code: 'external-volume-absent',
  severity: 'warning',
  summary: 'An external volume is not on the engine.',
  url: referencePage('volumes', 'external'),
  *check({ model, facts: { engine } }) {
    if (engine === undefined) return;
    const used = usedBy(model, ({ volumes = [] }) =>
      volumes.flatMap(({ type, source }) =>
        type === 'volume' && source !== undefined ? source : [],
      ),
    );
    for (const [key, { name, external }] of Object.entries(model.volumes)) {
      if (external !== true || !used.has(key)) continue;
      if (engine.volumes.some((each) => each.name === name)) continue;
      yield absent('volume', key, name);
    }
  },
};

/** Nobody misses one that no service uses. */
const usedBy = (
  { services }: ComposeModel,
  keysOf: (service: ComposeService) => readonly string[],
): ReadonlySet<string> => new Set(Object.values(services).flatMap(keysOf));

const absent = (noun: 'network' | 'volume', key: string, name: string): RuleFinding => ({
  at: [`${noun}s`, key],
  message: `The external ${noun} "${name}" is not on the engine: starting fails.`,
  hint: `Create it (\`docker ${noun} create ${name}\`), or drop \`external\` to have it made at the start.`,
});
