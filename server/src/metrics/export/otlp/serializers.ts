import {
  JsonMetricsSerializer,
  ProtobufMetricsSerializer,
  type IExportMetricsServiceResponse,
  type ISerializer,
} from '@opentelemetry/otlp-transformer';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { OtlpConfig } from './environment.ts';

type Serializer = ISerializer<readonly ResourceMetrics[], IExportMetricsServiceResponse>;

/**
 * The library writes one resource a request; every container is a resource of its own, and all of
 * them go in one. Messages of protobuf that are put one behind the other are one with all their
 * repeated fields (encoding of protocol buffers, "Last One Wins"); of JSON the lists are joined.
 */
export const serializers: Readonly<Record<OtlpConfig['encoding'], Serializer>> = {
  protobuf: {
    serializeRequest: (resources) =>
      Buffer.concat(
        resources.flatMap((each) => ProtobufMetricsSerializer.serializeRequest(each) ?? []),
      ),
    deserializeResponse: (data) => ProtobufMetricsSerializer.deserializeResponse(data),
  },
  json: {
    serializeRequest: (resources) =>
      Buffer.from(JSON.stringify({ resourceMetrics: resources.flatMap(asJson) })),
    deserializeResponse: (data) => JsonMetricsSerializer.deserializeResponse(data),
  },
};

const asJson = (resource: ResourceMetrics): readonly unknown[] => {
  const bytes = JsonMetricsSerializer.serializeRequest(resource);
  if (bytes === undefined) return [];
  const request = JSON.parse(Buffer.from(bytes).toString()) as {
    readonly resourceMetrics: readonly unknown[];
  };
  return request.resourceMetrics;
};
