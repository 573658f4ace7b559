import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** There cannot be fewer than no containers. */
export const scaleNegative = serviceRule(
  {
    code: 'scale-negative',
    severity: 'error',
    summary: 'A negative number of containers.',
    url: referencePage('services', 'scale'),
  },
  function* (service, name) {
    if (service.scale !== undefined && service.scale < 0) {
      yield {
        at: ['services', name, 'scale'],
        message: `services.${name}.scale: must be greater than or equal to 0`,
      };
    }
    if (service.deploy?.replicas !== undefined && service.deploy.replicas < 0) {
      yield {
        at: ['services', name, 'deploy', 'replicas'],
        message: `services.${name}.deploy.replicas: must be greater than or equal to 0`,
      };
    }
  },
);
