import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** A privileged container has every capability and every device: whoever breaks into it has the host. */
export const privileged = serviceAdvice(
  {
    code: 'privileged',
    severity: 'hint',
    summary: 'A service whose containers are privileged.',
    url: referencePage('services', 'privileged'),
  },
  function* (service, name) {
    if (service.privileged !== true) return;
    yield {
      at: ['services', name, 'privileged'],
      message: 'Whoever breaks into this container is root on the host.',
      hint: 'Remove `privileged`, and give only what is needed with `cap_add` and `devices`.',
    };
  },
);
