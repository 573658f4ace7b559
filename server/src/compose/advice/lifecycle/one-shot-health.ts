import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';
import { oneShots, startsAfterEndOf } from './one-shots.ts';

/** A container that has ended is not healthy any more, and Compose gives up on those that wait for it. */
export const oneShotHealth = serviceAdvice(
  {
    code: 'one-shot-health',
    severity: 'warning',
    summary: 'A service waits for the health of one that another waits for the end of.',
    url: referencePage('services', 'depends_on'),
  },
  function* ({ depends_on: dependencies = {} }, name, { model }) {
    for (const [other, { condition }] of Object.entries(dependencies)) {
      const waiter = oneShots(model).get(other);
      if (condition !== 'service_healthy' || waiter === undefined) continue;
      if (startsAfterEndOf(other, name, model)) continue;
      yield {
        at: ['services', name, 'depends_on', other, 'condition'],
        message: `"${other}" ends by itself, as "${waiter}" expects: once it has ended it is not healthy, and starting "${name}" fails.`,
        hint: 'Wait for service_completed_successfully.',
        related: [
          {
            at: ['services', waiter, 'depends_on', other],
            message: `"${waiter}" waits for its end`,
          },
        ],
      };
    }
  },
);
