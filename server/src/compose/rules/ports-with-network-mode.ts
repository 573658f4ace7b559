import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** A container that shares a network has no ports of its own. */
export const portsWithNetworkMode = serviceRule(
  {
    code: 'ports-with-network-mode',
    severity: 'warning',
    summary: 'Ports are published by a container whose network is not its own.',
    url: referencePage('services', 'network_mode'),
  },
  function* (service, name) {
    const { network_mode: mode, ports } = service;
    if (mode === undefined || ports === undefined || !/^(container:|service:|host$)/.test(mode))
      return;
    yield {
      at: ['services', name, 'ports'],
      message:
        mode === 'host'
          ? "Published ports are ignored with the host's network."
          : `Ports cannot be published with network_mode "${mode}": the other container owns the network.`,
      hint: mode === 'host' ? 'Remove `ports`.' : 'Publish the ports on the other container.',
      related: [{ at: ['services', name, 'network_mode'], message: 'the network mode' }],
    };
  },
);
