import type { ServerModule } from '#shared/in-process';
import { composeConfig } from '#shared/protocol/compose';
import { ComposeConfigs, type ConfigParams } from './compose/config-service.ts';
import { toRequestFailure } from './doors/request-failure.ts';

/**
 * A server that only reads compose files: its bundle holds nothing of engines, so that a command that
 * needs none starts at once.
 */
export const openInProcess: ServerModule['openInProcess'] = () => {
  const configs = new ComposeConfigs({});
  return {
    request: async (message, params) => {
      if (message.method !== composeConfig.method)
        throw new Error(`Nothing answers ${message.method}.`);
      // Its caller is typed by the protocol, and in the same process: there is nothing to parse.
      const answer = configs.show(params as ConfigParams);
      return (await answer.catch((error: unknown) => {
        throw toRequestFailure(error);
      })) as never;
    },
    notify: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
};
