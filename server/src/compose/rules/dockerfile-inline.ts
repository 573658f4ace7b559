import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** A Dockerfile is a file or text in place, not both. */
export const dockerfileInline = serviceRule(
  {
    code: 'dockerfile-inline-exclusive',
    severity: 'error',
    summary: '`dockerfile` and `dockerfile_inline` at once.',
    url: referencePage('build', 'dockerfile_inline'),
  },
  function* (service, name) {
    const { dockerfile, dockerfile_inline: inline } = service.build ?? {};
    if (dockerfile === undefined || inline === undefined) return;
    yield {
      at: ['services', name, 'build', 'dockerfile_inline'],
      message: `service "${name}" declares mutualy exclusive dockerfile and dockerfile_inline: invalid compose project`,
      hint: 'Keep one of the two.',
      related: [{ at: ['services', name, 'build', 'dockerfile'], message: 'the other one' }],
    };
  },
);
