import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeService } from '../../model.ts';
import type { Path } from '../../yaml/tree.ts';
import { serviceAdvice } from '../advice.ts';
import { oneShots } from './one-shots.ts';

/** Whoever waits for the end of a container waits for ever when the engine starts it again each time. */
export const oneShotRestarts = serviceAdvice(
  {
    code: 'one-shot-restarts',
    severity: 'warning',
    summary: 'A service is started again whenever it ends, and another waits for its end.',
    url: referencePage('services', 'restart'),
  },
  function* (service, name, { model }) {
    const restart = restartOf(service);
    const waiter = restart === undefined ? undefined : oneShots(model).get(name);
    if (restart === undefined || waiter === undefined) return;
    yield {
      at: ['services', name, ...restart.at],
      message: `"${name}" is started again whenever it ends, so "${waiter}", which waits for its end, may never start.`,
      hint: 'Use on-failure, which leaves it alone once it has succeeded, or remove the policy.',
      related: [
        { at: ['services', waiter, 'depends_on', name], message: `"${waiter}" waits for its end` },
      ],
    };
  },
);

/** Where it says that a container that succeeded is started again; `deploy` counts over `restart`. */
const restartOf = ({ restart, deploy }: ComposeService): { readonly at: Path } | undefined => {
  const { condition } = deploy?.restart_policy ?? {};
  if (condition !== undefined)
    return /^(any|always|unless-stopped)$/.test(condition)
      ? { at: ['deploy', 'restart_policy', 'condition'] }
      : undefined;
  return restart === 'always' || restart === 'unless-stopped' ? { at: ['restart'] } : undefined;
};
