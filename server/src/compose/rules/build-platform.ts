import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** The platform to run on must be among those built for. */
export const buildPlatform = serviceRule(
  {
    code: 'build-platform',
    severity: 'error',
    summary: 'The platform to run on is not among those built for.',
    url: referencePage('build', 'platforms'),
  },
  function* (service, name) {
    const { platform, build } = service;
    const platforms = build?.platforms ?? [];
    if (platform === undefined || platforms.length === 0 || platforms.includes(platform)) return;
    yield {
      at: ['services', name, 'platform'],
      message: `service.build.platforms MUST include service.platform "${platform}": invalid compose project`,
      related: [
        { at: ['services', name, 'build', 'platforms'], message: 'the platforms built for' },
      ],
    };
  },
);
