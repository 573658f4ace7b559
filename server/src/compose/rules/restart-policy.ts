import { serviceRule } from './rule.ts';

/** Any text passes the schema; the engine knows four. */
export const restartPolicy = serviceRule('restart-policy', 'warning', function* (service, name) {
  const { restart } = service;
  if (restart === undefined || /^(no|always|unless-stopped|on-failure(:[0-9]+)?)$/.test(restart))
    return;
  yield {
    at: ['services', name, 'restart'],
    message: `The engine does not know the restart policy "${restart}".`,
    hint: 'Use no, always, unless-stopped, on-failure or on-failure:COUNT.',
  };
});
