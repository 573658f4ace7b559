/** Where and how metrics go, as the standard variables say. */
export interface OtlpConfig {
  readonly url: string;
  readonly encoding: 'protobuf' | 'json';
  readonly headers: Readonly<Record<string, string>>;
  readonly compression: 'gzip' | 'none';
  readonly timeoutMs: number;
  readonly intervalMs: number;
  /** `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Files of `OTEL_EXPORTER_OTLP_CERTIFICATE` and its like, in PEM. */
  readonly certificateFiles: Certificates;
}

export type Certificates = Readonly<Partial<Record<'ca' | 'cert' | 'key', string>>>;

export type OtlpReading =
  | { readonly kind: 'on'; readonly config: OtlpConfig }
  /** The variables ask for no metrics, or for nothing that is understood. */
  | { readonly kind: 'off'; readonly message: string; readonly hint: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The specification's (OpenTelemetry protocol exporter, metrics SDK). */
const defaults = { timeoutMs: 10_000, intervalMs: 60_000 };

const unset = 'Unset it, or turn hyperbox.metrics.otlp off.';

const encodings: Readonly<Record<string, OtlpConfig['encoding']>> = {
  'http/protobuf': 'protobuf',
  'http/json': 'json',
};

/**
 * Reads the standard variables. Those of metrics go before those of all signals, and one that is empty
 * is one that is not set.
 */
export const readOtlpEnvironment = (environment: Environment): OtlpReading => {
  const plain = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const exporter = (name: string): string | undefined =>
    plain(`OTEL_EXPORTER_OTLP_METRICS_${name}`) ?? plain(`OTEL_EXPORTER_OTLP_${name}`);
  if (plain('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') {
    return { kind: 'off', message: 'OTEL_SDK_DISABLED is true.', hint: unset };
  }
  const chosen = plain('OTEL_METRICS_EXPORTER')
    ?.split(',')
    .map((each) => each.trim());
  if (chosen !== undefined && !chosen.includes('otlp')) {
    return { kind: 'off', message: `OTEL_METRICS_EXPORTER is ${chosen.join(', ')}.`, hint: unset };
  }
  const protocol = exporter('PROTOCOL') ?? 'http/protobuf';
  const encoding = encodings[protocol];
  if (encoding === undefined) {
    return {
      kind: 'off',
      message: `OTEL_EXPORTER_OTLP_PROTOCOL is ${protocol}, which HyperBox does not speak.`,
      hint: 'Set http/protobuf or http/json, and the endpoint of the collector that takes it (port 4318).',
    };
  }
  const url = endpointOf(
    plain('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'),
    plain('OTEL_EXPORTER_OTLP_ENDPOINT'),
  );
  if (url === undefined) {
    return {
      kind: 'off',
      message: 'No OTEL_EXPORTER_OTLP_ENDPOINT that is an http or https address was found.',
      hint: 'Set it in the environment that the editor is started from, such as http://localhost:4318, and start the editor again.',
    };
  }
  const files = {
    ca: exporter('CERTIFICATE'),
    cert: exporter('CLIENT_CERTIFICATE'),
    key: exporter('CLIENT_KEY'),
  };
  const serviceName = plain('OTEL_SERVICE_NAME');
  return {
    kind: 'on',
    config: {
      ...{ url, encoding },
      headers: {
        ...parsePairs(plain('OTEL_EXPORTER_OTLP_HEADERS')),
        ...parsePairs(plain('OTEL_EXPORTER_OTLP_METRICS_HEADERS')),
      },
      compression: exporter('COMPRESSION') === 'gzip' ? 'gzip' : 'none',
      timeoutMs: positive(exporter('TIMEOUT')) ?? defaults.timeoutMs,
      intervalMs: positive(plain('OTEL_METRIC_EXPORT_INTERVAL')) ?? defaults.intervalMs,
      attributes: {
        ...parsePairs(plain('OTEL_RESOURCE_ATTRIBUTES')),
        ...(serviceName !== undefined && { 'service.name': serviceName }),
      },
      certificateFiles: Object.fromEntries(
        Object.entries(files).filter(([, file]) => file !== undefined),
      ),
    },
  };
};

/** An address of metrics is taken as it is; to one of all signals the path of metrics is added. */
const endpointOf = (own: string | undefined, all: string | undefined): string | undefined => {
  const url = URL.parse(own ?? all ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (own === undefined) url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/metrics`;
  return url.href;
};

/** `key1=value1,key2=value2`, percent-encoded as W3C baggage is; what is no pair is left out. */
const parsePairs = (text: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (text ?? '').split(',').flatMap((part) => {
      const [, key, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
      return key === undefined || value === undefined ? [] : [[decode(key), decode(value)]];
    }),
  );

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const positive = (text: string | undefined): number | undefined => {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
};
