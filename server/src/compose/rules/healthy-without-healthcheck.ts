import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** Waiting for health needs something that tells it. */
export const healthyWithoutHealthcheck = serviceRule(
  {
    code: 'healthy-without-healthcheck',
    severity: 'warning',
    summary: 'A service waits for the health of one that has no healthcheck.',
    url: referencePage('services', 'depends_on'),
  },
  function* (service, name, model) {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      const target = model.services[other];
      if (condition !== 'service_healthy' || target === undefined) continue;
      const check = target.healthcheck;
      const off = check?.disable === true || check?.test?.[0] === 'NONE';
      // An image may bring a check of its own: only then is none needed here.
      if (check !== undefined && !off) continue;
      yield {
        at: ['services', name, 'depends_on', other],
        message: off
          ? `"${other}" never gets healthy: its healthcheck is turned off.`
          : `"${other}" has no healthcheck here; unless its image has one, starting "${name}" fails.`,
        hint: `Add a \`healthcheck\` to "${other}", or wait for service_started.`,
        related: [{ at: ['services', other], message: `"${other}" is declared here` }],
      };
    }
  },
);
