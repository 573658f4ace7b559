import {
  logsAddress,
  logsClose,
  logsCount,
  logsFind,
  logsLocate,
  logsOpen,
  logsRead,
  logsSave,
  logsView,
} from '#shared/protocol/logs';
import { onRequest, type Handler } from './handler.ts';

export const logHandlers: readonly Handler[] = [
  onRequest(logsOpen, ({ logStreams }, params, { client }) => logStreams.open(client, params)),
  onRequest(logsClose, ({ logStreams }, { streamId }, { client }) => {
    logStreams.close(client, streamId);
    return null;
  }),
  onRequest(logsView, ({ logStreams }, { streamId, filter, follow }, { client }) => {
    logStreams.kept(client, streamId).show(filter, follow);
    return null;
  }),
  onRequest(logsRead, ({ logStreams }, { streamId, ...window }, { client, signal }) =>
    logStreams.kept(client, streamId).read({ ...window, signal }),
  ),
  onRequest(logsFind, ({ logStreams }, { streamId, ...search }, { client, signal }) =>
    logStreams.kept(client, streamId).find({ ...search, signal }),
  ),
  onRequest(logsCount, ({ logStreams }, { streamId, ...search }, { client, signal }) =>
    logStreams.kept(client, streamId).count({ ...search, signal }),
  ),
  onRequest(logsSave, ({ logStreams }, { streamId, ...file }, { client, signal }) =>
    logStreams.kept(client, streamId).save({ ...file, signal }),
  ),
  onRequest(logsLocate, ({ logStreams }, params, { client, signal }) =>
    logStreams.locate(client, params, signal),
  ),
  onRequest(logsAddress, ({ logStreams }, params, { client, signal }) =>
    logStreams.address(client, params, signal),
  ),
];
