import { referencePage } from '../catalog/reference-page.ts';
import { known, serviceRule } from './rule.ts';

/** What a build takes from another service is that service's build. */
export const additionalContexts = serviceRule(
  {
    code: 'additional-contexts',
    severity: 'error',
    summary: 'A build takes its context from a service that does not exist or is not built.',
    url: referencePage('build', 'additional_contexts'),
  },
  function* (service, name, model) {
    for (const [context, target] of Object.entries(service.build?.additional_contexts ?? {})) {
      if (!target.startsWith('service:')) continue;
      const other = target.slice('service:'.length);
      const at = ['services', name, 'build', 'additional_contexts', context];
      const found = model.services[other];
      if (found === undefined) {
        yield {
          at,
          message: `service "${name}" declares unknown service "${other}" as additional contexts ${context}`,
          hint: known('service', Object.keys(model.services)),
        };
      } else if (found.build === undefined) {
        yield {
          at,
          message: `service "${name}" declares non-buildable service "${other}" as additional contexts ${context}`,
          related: [{ at: ['services', other], message: `"${other}" has no build` }],
        };
      }
    }
  },
);
