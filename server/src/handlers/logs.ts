import { logsAddress, logsClose, logsLocate, logsOpen } from '#shared/protocol/logs';
import { onRequest, type Handler } from './handler.ts';

export const logHandlers: readonly Handler[] = [
  onRequest(logsOpen, ({ logStreams }, params, { client }) => logStreams.open(client, params)),
  onRequest(logsClose, ({ logStreams }, { streamId }, { client }) => {
    logStreams.close(client, streamId);
    return null;
  }),
  onRequest(logsLocate, ({ logStreams }, params, { client, signal }) =>
    logStreams.locate(client, params, signal),
  ),
  onRequest(logsAddress, ({ logStreams }, params, { client, signal }) =>
    logStreams.address(client, params, signal),
  ),
];
