import {
  createOtlpHttpExportDelegate,
  httpAgentFactoryFromOptions,
} from '@opentelemetry/otlp-exporter-base/node-http';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ContainerReading } from '../followed-container.ts';
import type { Certificates, OtlpConfig } from './environment.ts';
import { resourceMetricsOf } from './resource-metrics.ts';
import { serializers } from './serializers.ts';

export interface OtlpSender {
  /** Rejects when they did not arrive; what may be tried again was. */
  send(readings: readonly ContainerReading[]): Promise<void>;
  close(): Promise<void>;
}

const types = { protobuf: 'application/x-protobuf', json: 'application/json' } as const;

/**
 * Reached by `import()`: OpenTelemetry is loaded only where somebody exports to it.
 *
 * @param tls PEM texts, in the place of the files that the variables name
 */
export const createSender = (config: OtlpConfig, tls: Certificates): OtlpSender => {
  const headers = { ...config.headers, 'Content-Type': types[config.encoding] };
  const delegate = createOtlpHttpExportDelegate<readonly ResourceMetrics[], unknown>(
    {
      url: config.url,
      headers: () => Promise.resolve(headers),
      compression: config.compression,
      timeoutMillis: config.timeoutMs,
      concurrencyLimit: 1,
      agentFactory: httpAgentFactoryFromOptions({ keepAlive: true, ...tls }),
      userAgent: 'HyperBox',
    },
    serializers[config.encoding],
    'otlp_http_metric_exporter',
    { name: 'metric_data_point', countItems: countPoints },
    undefined,
  );
  return {
    send: (readings) =>
      new Promise((resolve, reject) => {
        const resources = readings.map((each) => resourceMetricsOf(each, config.attributes));
        delegate.export(resources, ({ error }) => {
          if (error === undefined) resolve();
          else reject(error);
        });
      }),
    close: () => delegate.shutdown(),
  };
};

const countPoints = (resources: readonly ResourceMetrics[]): number =>
  resources
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .reduce((count, { dataPoints }) => count + dataPoints.length, 0);
