import {
  metricsClose,
  metricsDisk,
  metricsHistory,
  metricsOpen,
  metricsWatchPressure,
  metricsWatchUsage,
} from '#shared/protocol/metrics';
import { onRequest, type Handler } from './handler.ts';

export const metricsHandlers: readonly Handler[] = [
  onRequest(metricsOpen, ({ metricsStreams }, { target }, { client }) =>
    metricsStreams.open(client, target),
  ),
  onRequest(metricsClose, ({ metricsStreams }, { streamId }, { client }) => {
    metricsStreams.close(client, streamId);
    return null;
  }),
  onRequest(metricsWatchUsage, ({ usageWatches }, { watch }, { client }) =>
    usageWatches.watch(client, watch),
  ),
  onRequest(metricsWatchPressure, ({ pressureWatches }, { watch }, { client }) =>
    pressureWatches.watch(client, watch),
  ),
  onRequest(metricsHistory, ({ metrics }, { target, ...range }) => metrics.history(target, range)),
  onRequest(metricsDisk, ({ metrics }, _params, { signal }) => metrics.disk(signal)),
];
