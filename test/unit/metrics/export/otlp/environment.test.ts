import assert from 'node:assert/strict';
import {
  readOtlpEnvironment,
  type OtlpConfig,
} from '../../../../../server/src/metrics/export/otlp/environment.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

const configOf = (environment: Readonly<Record<string, string>>): OtlpConfig => {
  const reading = readOtlpEnvironment({ ...endpoint, ...environment });
  assert.ok(reading.kind === 'on', JSON.stringify(reading));
  return reading.config;
};

const refusalOf = (environment: Readonly<Record<string, string>>): string => {
  const reading = readOtlpEnvironment(environment);
  assert.ok(reading.kind === 'off');
  return reading.message;
};

describe('the OTEL variables', () => {
  it('have the defaults of the specification', () => {
    assert.deepEqual(configOf({}), {
      url: 'http://collector:4318/v1/metrics',
      encoding: 'protobuf',
      headers: {},
      compression: 'none',
      timeoutMs: 10_000,
      intervalMs: 60_000,
      attributes: {},
      certificateFiles: {},
    });
  });

  it('take the address of metrics as it is, and add a path to that of all signals', () => {
    const own = { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://other/own/path' };
    assert.equal(configOf(own).url, 'https://other/own/path');
    const below = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector/otlp/' };
    assert.equal(configOf(below).url, 'http://collector/otlp/v1/metrics');
  });

  it('prefer what is said of metrics to what is said of all signals', () => {
    const config = configOf({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20all, x-team = web',
      OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'authorization=Bearer%20own',
      OTEL_EXPORTER_OTLP_TIMEOUT: '2000',
      OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE: '/etc/ca.pem',
    });
    assert.equal(config.encoding, 'json');
    assert.deepEqual(config.headers, { authorization: 'Bearer own', 'x-team': 'web' });
    assert.equal(config.timeoutMs, 2000);
    assert.equal(config.compression, 'gzip');
    assert.deepEqual(config.certificateFiles, { ca: '/etc/ca.pem' });
  });

  it('say how often, and what else is known of the resources', () => {
    const config = configOf({
      OTEL_METRIC_EXPORT_INTERVAL: '5000',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=dev,broken,a=b=c',
      OTEL_SERVICE_NAME: 'shop',
    });
    assert.equal(config.intervalMs, 5000);
    assert.deepEqual(config.attributes, {
      'deployment.environment.name': 'dev',
      a: 'b=c',
      'service.name': 'shop',
    });
  });

  it('are not set when they are empty, and nonsense is the default', () => {
    const config = configOf({
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: '',
      OTEL_METRIC_EXPORT_INTERVAL: 'soon',
      OTEL_EXPORTER_OTLP_TIMEOUT: '-1',
    });
    assert.equal(config.url, 'http://collector:4318/v1/metrics');
    assert.equal(config.intervalMs, 60_000);
    assert.equal(config.timeoutMs, 10_000);
  });

  it('turn it off, with a reason', () => {
    assert.match(refusalOf({ ...endpoint, OTEL_SDK_DISABLED: 'TRUE' }), /OTEL_SDK_DISABLED/);
    assert.match(refusalOf({ ...endpoint, OTEL_METRICS_EXPORTER: 'none' }), /is none/);
    assert.match(refusalOf({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }), /is grpc/);
    assert.match(refusalOf({}), /No OTEL_EXPORTER_OTLP_ENDPOINT/);
    assert.match(refusalOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }), /No OTEL/);
  });
});
