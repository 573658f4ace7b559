import { serviceRule } from './rule.ts';

/** A service needs something to make containers from. */
export const noImageNoBuild = serviceRule('no-image-no-build', 'error', function* (service, name) {
  if (service.image !== undefined || service.build !== undefined) return;
  if (service.provider !== undefined) return;
  yield {
    at: ['services', name],
    message: `service "${name}" has neither an image nor a build context specified: invalid compose project`,
    hint: 'Add `image:` or `build:`.',
  };
});
