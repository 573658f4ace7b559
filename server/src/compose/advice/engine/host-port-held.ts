import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** Docker Compose finds out when it has started half of the project. */
export const hostPortHeld = serviceAdvice(
  {
    code: 'host-port-held',
    severity: 'warning',
    summary: 'Something else on this machine has a host port that is published.',
    url: referencePage('services', 'ports'),
  },
  function* (service, name, { facts: { engine } }) {
    for (const [index, port] of (service.ports ?? []).entries()) {
      const holder = engine?.holderOf(name, port);
      if (holder === undefined) continue;
      yield {
        at: ['services', name, 'ports', index, 'published'],
        message: `Host port ${port.published ?? ''} is held by ${holder}.`,
        hint: 'Docker Compose cannot start the service; HyperBox gives it another port.',
      };
    }
  },
);
