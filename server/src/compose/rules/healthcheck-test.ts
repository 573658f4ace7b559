import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** The engine reads the first word of a test as what kind it is. */
export const healthcheckTest = serviceRule(
  {
    code: 'healthcheck-test',
    severity: 'error',
    summary: 'The test of a healthcheck does not begin with CMD, CMD-SHELL or NONE.',
    url: referencePage('services', 'healthcheck'),
  },
  function* (service, name) {
    const [kind] = service.healthcheck?.test ?? [];
    if (kind === undefined || ['CMD', 'CMD-SHELL', 'NONE'].includes(kind)) return;
    yield {
      at: ['services', name, 'healthcheck', 'test'],
      message: 'healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"',
      hint: 'Put "CMD" in front, or write the test as one string to run it in a shell.',
    };
  },
);
