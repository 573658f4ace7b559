import { referencePage } from '../catalog/reference-page.ts';
import { known, serviceRule } from './rule.ts';

/** Dependencies, also those that links, volumes_from and `service:` namespaces bring along. */
export const undefinedService = serviceRule(
  {
    code: 'undefined-service',
    severity: 'error',
    summary:
      'A service depends on one that is not declared, or is in a profile that is not active.',
    url: referencePage('services', 'depends_on'),
  },
  function* (service, name, model) {
    for (const [other, { required }] of Object.entries(service.depends_on ?? {})) {
      if (Object.hasOwn(model.services, other)) continue;
      const disabled = model.disabledServices[other];
      if (disabled !== undefined && !required) continue;
      const profiles = disabled?.profiles?.join(', ') ?? '';
      yield {
        at: ['services', name, 'depends_on', other],
        message: `service "${name}" depends on undefined service "${other}": invalid compose project`,
        hint:
          disabled === undefined
            ? known('service', Object.keys(model.services))
            : `"${other}" is in a profile that is not active (${profiles}); activate it or say \`required: false\`.`,
        ...(disabled !== undefined && {
          related: [{ at: ['services', other], message: `"${other}" is declared here` }],
        }),
      };
    }
  },
);
