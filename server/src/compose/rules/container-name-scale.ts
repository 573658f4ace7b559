import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** Several containers cannot have one name. */
export const containerNameScale = serviceRule(
  {
    code: 'container-name-scale',
    severity: 'error',
    summary: 'Several containers of one service cannot have one name.',
    url: referencePage('services', 'container_name'),
  },
  function* (service, name) {
    const { scale, deploy, container_name: containerName } = service;
    const count = scale ?? deploy?.replicas ?? 1;
    if (containerName === undefined || count <= 1) return;
    const attribute = scale === undefined ? 'deploy.replicas' : 'scale';
    yield {
      at: ['services', name, 'container_name'],
      message: `services.${name}: can't set container_name and ${attribute} as container name must be unique: invalid compose project`,
      hint: 'Remove `container_name`: Compose numbers the containers.',
      related: [
        { at: ['services', name, ...attribute.split('.')], message: `${count} containers` },
      ],
    };
  },
);
