import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** The schema takes any text. */
export const exposePort = serviceRule(
  {
    code: 'expose-port',
    severity: 'warning',
    summary: '`expose` names something that is no port.',
    url: referencePage('services', 'expose'),
  },
  function* (service, name) {
    for (const [index, port] of (service.expose ?? []).entries()) {
      if (/^[0-9]+(-[0-9]+)?(\/(tcp|udp|sctp))?$/i.test(port)) continue;
      yield {
        at: ['services', name, 'expose', index],
        message: `"${port}" is no port to expose.`,
        hint: 'Write a port or a range, with /tcp or /udp if needed.',
      };
    }
  },
);
