import { referencePage } from '../../catalog/reference-page.ts';
import { subnetsOverlap } from '../../values/cidr.ts';
import type { Advice } from '../advice.ts';

/** An engine makes no network whose addresses another has. */
export const subnetTaken: Advice = {
  code: 'subnet-taken',
  severity: 'warning',
  summary: 'A network on the engine has addresses of this subnet.',
  url: referencePage('networks', 'ipam'),
  *check({ model, facts: { engine } }) {
    if (engine === undefined) return;
    for (const [key, { name, external, ipam }] of Object.entries(model.networks)) {
      // One that is there already is compared with the file when it is started.
      if (external === true || engine.networks.some((each) => each.name === name)) continue;
      for (const [index, { subnet = '' }] of (ipam?.config ?? []).entries()) {
        const holder = engine.networks.find(
          (each) =>
            each.scope !== 'swarm' && each.subnets.some((own) => subnetsOverlap(own, subnet)),
        );
        if (holder === undefined) continue;
        const theirs = holder.subnets.find((own) => subnetsOverlap(own, subnet)) ?? '';
        yield {
          at: ['networks', key, 'ipam', 'config', index, 'subnet'],
          message: `${subnet} overlaps ${theirs} of the network "${holder.name}" on the engine: the network cannot be made.`,
          hint: 'Choose another subnet, or leave it to the engine.',
        };
      }
    }
  },
};
