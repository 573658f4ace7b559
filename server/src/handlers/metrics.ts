import { metricsClose, metricsOpen } from '#shared/protocol/metrics';
import { onRequest, type Handler } from './handler.ts';

export const metricsHandlers: readonly Handler[] = [
  onRequest(metricsOpen, ({ metricsStreams }, { target }, { client }) =>
    metricsStreams.open(client, target),
  ),
  onRequest(metricsClose, ({ metricsStreams }, { streamId }, { client }) => {
    metricsStreams.close(client, streamId);
    return null;
  }),
];
