import type { ComposeService } from '../model.ts';

/** Whether the engine starts the service's containers again when they end. */
export const restartsByItself = ({ deploy, restart }: ComposeService): boolean => {
  const policy = deploy?.restart_policy;
  const name = policy === undefined ? (restart ?? 'no') : (policy.condition ?? 'any');
  return name !== 'no' && name !== 'none';
};
