import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** A container with a network mode joins no networks. */
export const networkMode = serviceRule(
  {
    code: 'network-mode-and-networks',
    severity: 'error',
    summary: '`network_mode` and `networks` at once.',
    url: referencePage('services', 'network_mode'),
  },
  function* (service, name) {
    if (service.network_mode === undefined || service.networks === undefined) return;
    yield {
      at: ['services', name, 'networks'],
      message: `service ${name} declares mutually exclusive \`network_mode\` and \`networks\`: invalid compose project`,
      hint: 'Keep one of the two.',
      related: [{ at: ['services', name, 'network_mode'], message: 'the other one' }],
    };
  },
);
