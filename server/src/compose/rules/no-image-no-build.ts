import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** A service needs something to make containers from. */
export const noImageNoBuild = serviceRule(
  {
    code: 'no-image-no-build',
    severity: 'error',
    summary: 'A service with neither an image nor a build.',
    url: referencePage('services', 'image'),
    onlyWhole: true,
  },
  function* (service, name) {
    if (service.image !== undefined || service.build !== undefined) return;
    if (service.provider !== undefined) return;
    yield {
      at: ['services', name],
      message: `service "${name}" has neither an image nor a build context specified: invalid compose project`,
      hint: 'Add `image:` or `build:`.',
    };
  },
);
