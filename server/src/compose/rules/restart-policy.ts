import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** Any text passes the schema; the engine knows four. */
export const restartPolicy = serviceRule(
  {
    code: 'restart-policy',
    severity: 'warning',
    summary: 'A restart policy that engines do not know.',
    url: referencePage('services', 'restart'),
  },
  function* (service, name) {
    const { restart } = service;
    if (restart === undefined || /^(no|always|unless-stopped|on-failure(:[0-9]+)?)$/.test(restart))
      return;
    yield {
      at: ['services', name, 'restart'],
      message: `The engine does not know the restart policy "${restart}".`,
      hint: 'Use no, always, unless-stopped, on-failure or on-failure:COUNT.',
    };
  },
);
