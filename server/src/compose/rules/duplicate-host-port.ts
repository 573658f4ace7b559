import { referencePage } from '../catalog/reference-page.ts';
import type { ComposeModel, ComposePort } from '../model.ts';
import type { Path } from '../yaml/tree.ts';
import type { Rule, RuleFinding } from './rule.ts';

interface Taken {
  readonly service: string;
  readonly at: Path;
  readonly hostIp: string;
}

const anyAddress = new Set(['', '0.0.0.0', '::']);

/** A host port belongs to one container; the engine finds out only when the second one starts. */
export const duplicateHostPort: Rule = {
  code: 'duplicate-host-port',
  severity: 'warning',
  summary: 'A host port is published twice.',
  url: referencePage('services', 'ports'),
  *check({ services }: ComposeModel): Generator<RuleFinding> {
    const taken = new Map<string, Taken[]>();
    for (const [service, { ports = [], scale, deploy }] of Object.entries(services)) {
      const count = scale ?? deploy?.replicas ?? 1;
      for (const [index, port] of ports.entries()) {
        const at = ['services', service, 'ports', index];
        const number = singlePort(port);
        if (number === undefined) continue;
        if (count > 1) {
          yield {
            at,
            message: `Host port ${number} can be taken once, but "${service}" has ${count} containers.`,
            hint: 'Publish a range, or no fixed port.',
          };
        }
        const key = `${number}/${port.protocol ?? 'tcp'}`;
        const others = taken.get(key) ?? [];
        const other = others.find(({ hostIp }) => overlap(hostIp, port.host_ip ?? ''));
        if (other !== undefined) {
          yield {
            at,
            message: `Host port ${number} is published by "${other.service}" already.`,
            related: [{ at: other.at, message: 'published here' }],
          };
        }
        taken.set(key, [...others, { service, at, hostIp: port.host_ip ?? '' }]);
      }
    }
  },
};

/** A range leaves the engine a choice. */
const singlePort = ({ published }: ComposePort): string | undefined =>
  published !== undefined && /^[1-9][0-9]*$/.test(published) ? published : undefined;

const overlap = (a: string, b: string): boolean =>
  a === b || anyAddress.has(a) || anyAddress.has(b);
