import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** Without a network of its own a container reaches, and offers, whatever the host does. */
export const hostNetwork = serviceAdvice(
  {
    code: 'host-network',
    severity: 'hint',
    summary: "A service that uses the host's network.",
    url: referencePage('services', 'network_mode'),
  },
  function* (service, name) {
    if (service.network_mode !== 'host') return;
    yield {
      at: ['services', name, 'network_mode'],
      message:
        "With the host's network this container reaches all that listens on localhost, and every port that it opens is the host's.",
      hint: 'Publish the ports that are needed with `ports`.',
    };
  },
);
