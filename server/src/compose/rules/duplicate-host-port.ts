import { isIPv6 } from 'node:net';
import { referencePage } from '../catalog/reference-page.ts';
import type { ComposeModel, ComposePort } from '../model.ts';
import type { Path } from '../yaml/tree.ts';
import type { Rule, RuleFinding } from './rule.ts';

interface Taken {
  readonly service: string;
  readonly at: Path;
  readonly hostIp: string;
}

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
        const room = portsIn(port);
        if (room !== undefined && count > room) {
          yield {
            at,
            message:
              room === 1
                ? `Host port ${port.published ?? ''} can be taken once, but "${service}" has ${count} containers.`
                : `${port.published ?? ''} are ${room} host ports, but "${service}" has ${count} containers.`,
            hint: `Publish a range of ${count} ports, or no fixed port.`,
          };
        }
        const number = room === 1 ? port.published : undefined;
        if (number === undefined) continue;
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

/** How many host ports there are to choose from; `undefined` where the engine chooses among all. */
const portsIn = ({ published = '' }: ComposePort): number | undefined => {
  const [, from, to = from] = /^([1-9][0-9]*)(?:-([0-9]+))?$/.exec(published) ?? [];
  return from === undefined ? undefined : Number(to) - Number(from) + 1;
};

/** No address is all of both families; `0.0.0.0` and `::` are all of one, and do not meet. */
const overlap = (a: string, b: string): boolean =>
  a === b || a === '' || b === '' || (isIPv6(a) === isIPv6(b) && (isAll(a) || isAll(b)));

const isAll = (address: string): boolean => address === '0.0.0.0' || address === '::';
