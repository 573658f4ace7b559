import type { ServerModule } from '#shared/in-process';
import { ComposeConfigs, type ConfigParams } from './compose/config-service.ts';
import { toRequestFailure } from './doors/request-failure.ts';

/**
 * A server that answers `hyperbox/compose/config` and nothing else: its bundle holds nothing of engines
 * and schemas, so that a command that only reads files starts at once.
 */
export const openInProcess: ServerModule['openInProcess'] = () => {
  const configs = new ComposeConfigs({});
  return {
    request: async (message, params) => {
      if (message.method !== 'hyperbox/compose/config') {
        throw new Error(`Nothing answers ${message.method}.`);
      }
      // Its caller is typed by the protocol, and in the same process: there is nothing to parse.
      const answer = configs.show(params as unknown as ConfigParams);
      return (await answer.catch((error: unknown) => {
        throw toRequestFailure(error);
      })) as never;
    },
    notify: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
};
