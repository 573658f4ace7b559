import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeService } from '../../model.ts';
import { serviceAdvice } from '../advice.ts';
import { oneShots, startsAfterEndOf } from './one-shots.ts';

/** What one service needs the end of, another probably does not need the beginning of. */
export const oneShotStarted = serviceAdvice(
  {
    code: 'one-shot-started',
    severity: 'information',
    summary: 'A service does not wait for the end of one that another waits for the end of.',
    url: referencePage('services', 'depends_on'),
  },
  function* (service, name, { model }) {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      const waiter = oneShots(model).get(other);
      if (condition !== 'service_started' || waiter === undefined) continue;
      if (sharesWith(other, service) || startsAfterEndOf(other, name, model)) continue;
      yield {
        at: ['services', name, 'depends_on', other],
        message: `"${name}" starts while "${other}" is still at work; "${waiter}" waits until that has ended.`,
        hint: 'Wait for service_completed_successfully here too, if its work is needed.',
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

/** Its volumes, network or processes: then it needs a container, and not its work. */
const sharesWith = (
  other: string,
  { volumes_from: volumes = [], links = [], network_mode, ipc, pid }: ComposeService,
): boolean =>
  [...volumes, ...links].some((each) => each.split(':')[0] === other) ||
  [network_mode, ipc, pid].includes(`service:${other}`);
