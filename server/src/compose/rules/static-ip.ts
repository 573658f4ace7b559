import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** A fixed address needs a subnet to be in. */
export const staticIp = serviceRule(
  {
    code: 'static-ip',
    severity: 'warning',
    summary: 'A fixed address on a network without a subnet.',
    url: referencePage('services', 'ipv4_address-ipv6_address'),
  },
  function* (service, name, model) {
    for (const [network, options] of Object.entries(service.networks ?? {})) {
      const declared = model.networks[network];
      const address = options?.ipv4_address;
      if (address === undefined || declared === undefined || declared.external === true) continue;
      if ((declared.ipam?.config ?? []).some(({ subnet }) => subnet !== undefined)) continue;
      yield {
        at: ['services', name, 'networks', network, 'ipv4_address'],
        message: `The engine gives fixed addresses only on networks with a subnet; "${network}" has none.`,
        hint: `Add \`ipam: { config: [{ subnet: … }] }\` to the network.`,
        related: [{ at: ['networks', network], message: 'the network' }],
      };
    }
  },
);
