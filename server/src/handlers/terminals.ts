import {
  terminalsClosed,
  terminalsInputEnded,
  terminalsOpen,
  terminalsResized,
  terminalsTyped,
} from '#shared/protocol/terminals';
import { onNotification, onRequest, type Handler } from './handler.ts';

export const terminalHandlers: readonly Handler[] = [
  onRequest(terminalsOpen, ({ terminalStreams }, params, { client, signal }) =>
    terminalStreams.open(client, params, signal),
  ),
  onNotification(terminalsTyped, ({ terminalStreams }, { streamId, text }, { client }) => {
    terminalStreams.type(client, streamId, text);
  }),
  onNotification(terminalsInputEnded, ({ terminalStreams }, { streamId }, { client }) => {
    terminalStreams.endInput(client, streamId);
  }),
  onNotification(terminalsResized, ({ terminalStreams }, { streamId, ...size }, { client }) =>
    terminalStreams.resize(client, streamId, size),
  ),
  onNotification(terminalsClosed, ({ terminalStreams }, { streamId }, { client }) => {
    terminalStreams.close(client, streamId);
  }),
];
