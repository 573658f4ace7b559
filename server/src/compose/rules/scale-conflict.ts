import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** Two attributes say how many containers there are. */
export const scaleConflict = serviceRule(
  {
    code: 'scale-conflict',
    severity: 'error',
    summary: '`scale` and `deploy.replicas` differ.',
    url: referencePage('services', 'scale'),
  },
  function* (service, name) {
    const { scale, deploy } = service;
    if (scale === undefined || deploy?.replicas === undefined || scale === deploy.replicas) return;
    yield {
      at: ['services', name],
      message: `services.${name}: can't set distinct values on 'scale' and 'deploy.replicas': invalid compose project`,
      related: [
        { at: ['services', name, 'scale'], message: `scale is ${scale}` },
        { at: ['services', name, 'deploy', 'replicas'], message: `replicas is ${deploy.replicas}` },
      ],
    };
  },
);
