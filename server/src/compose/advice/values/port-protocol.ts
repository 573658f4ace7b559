import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** Compose looks at the protocol of the short form only. */
export const portProtocol = refused(
  {
    code: 'port-protocol',
    summary: 'A port of a protocol that engines do not know.',
    url: referencePage('services', 'ports'),
  },
  function* ({ ports = [] }, at) {
    for (const [index, { protocol = 'tcp' }] of ports.entries()) {
      if (/^(tcp|udp|sctp)$/i.test(protocol)) continue;
      yield {
        at: [...at, 'ports', index, 'protocol'],
        message: `The engine publishes no ports of the protocol "${protocol}".`,
        hint: 'Write tcp, udp or sctp.',
      };
    }
  },
);
