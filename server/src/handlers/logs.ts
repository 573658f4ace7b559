import { logsClose, logsOpen } from '#shared/protocol/logs';
import { onRequest, type Handler } from './handler.ts';

export const logHandlers: readonly Handler[] = [
  onRequest(logsOpen, ({ logStreams }, params, { client }) => logStreams.open(client, params)),
  onRequest(logsClose, ({ logStreams }, { streamId }, { client }) => {
    logStreams.close(client, streamId);
    return null;
  }),
];
