import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** Intervals and retries of a check that nobody has written. */
export const healthcheckWithoutTest = serviceAdvice(
  {
    code: 'healthcheck-without-test',
    severity: 'warning',
    summary: 'A healthcheck has no test, and the image has none either.',
    url: referencePage('services', 'healthcheck'),
  },
  function* (service, name, { facts: { engine } }) {
    const { image, build, healthcheck } = service;
    if (image === undefined || build !== undefined || healthcheck === undefined) return;
    if (healthcheck.test !== undefined || healthcheck.disable === true) return;
    const found = engine?.image(image);
    if (found === undefined || found === 'absent' || found.healthcheck !== undefined) return;
    yield {
      at: ['services', name, 'healthcheck'],
      message: `This healthcheck has no \`test\`, and ${image} brings none: "${name}" never gets healthy.`,
      hint: 'Add a `test`.',
    };
  },
);
