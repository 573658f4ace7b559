import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

const wide: Readonly<Record<string, string>> = {
  ALL: 'All capabilities together are as good as `privileged`.',
  SYS_ADMIN: 'SYS_ADMIN lets this container mount, and with that leave its walls.',
};

/** The capabilities with which a container gets at the host. */
export const wideCapability = serviceAdvice(
  {
    code: 'wide-capability',
    severity: 'hint',
    summary: 'A service that is given all capabilities, or SYS_ADMIN.',
    url: referencePage('services', 'cap_add'),
  },
  function* (service, name) {
    if (service.privileged === true) return;
    for (const [index, capability] of (service.cap_add ?? []).entries()) {
      const message = wide[capability.toUpperCase().replace(/^CAP_/, '')];
      if (message === undefined) continue;
      yield {
        at: ['services', name, 'cap_add', index],
        message,
        hint: 'Name only the capabilities that are needed.',
      };
    }
  },
);
