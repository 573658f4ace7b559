import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import definitions from 'otlp-definitions/build/src/generated/root.js';
import type { Disposable } from '../../server/src/base/disposable.ts';

type Attributes = Readonly<Record<string, string>>;

export interface ReceivedPoint {
  readonly attributes: Attributes;
  readonly value: number;
  readonly startMs: number;
  readonly timeMs: number;
}

export interface ReceivedMetric {
  readonly name: string;
  readonly unit: string;
  /** Of a sum; a gauge has none. */
  readonly isMonotonic?: boolean;
  readonly isCumulative?: boolean;
  readonly points: readonly ReceivedPoint[];
}

export interface ReceivedResource {
  readonly attributes: Attributes;
  readonly metrics: readonly ReceivedMetric[];
}

export interface ReceivedExport {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly resources: readonly ReceivedResource[];
}

export interface OtlpReceiver extends Disposable {
  readonly port: number;
  /** Answers with this from now on; 200 until then. */
  status: number;
  next(): Promise<ReceivedExport>;
}

/** What a collector does with a request: reads it by OpenTelemetry's own protobuf definitions. */
export const openOtlpReceiver = async (): Promise<OtlpReceiver> => {
  const waiting: ((received: ReceivedExport) => void)[] = [];
  const early: ReceivedExport[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((sent) => {
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      const received: ReceivedExport = {
        headers: request.headers,
        path: request.url ?? '',
        resources: isJson(request.headers) ? fromJson(body) : fromProtobuf(body),
      };
      response.writeHead(receiver.status, { 'Content-Type': request.headers['content-type'] });
      response.end(isJson(request.headers) ? '{}' : undefined);
      const listener = waiting.shift();
      if (listener === undefined) early.push(received);
      else listener(received);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: OtlpReceiver = {
    port: (server.address() as AddressInfo).port,
    status: 200,
    next: () => {
      const [first] = early.splice(0, 1);
      return first === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(first);
    },
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
};

interface MessageType {
  decode(bytes: Uint8Array): object;
  fromObject(value: Readonly<Record<string, unknown>>): object;
  toObject(message: object, options: object): unknown;
}

/** Generated code without types of its own. */
const { ExportMetricsServiceRequest } = (
  definitions as unknown as {
    readonly opentelemetry: {
      readonly proto: {
        readonly collector: {
          readonly metrics: { readonly v1: { readonly ExportMetricsServiceRequest: MessageType } };
        };
      };
    };
  }
).opentelemetry.proto.collector.metrics.v1;

const isJson = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type'] === 'application/json';

const fromProtobuf = (body: Uint8Array): readonly ReceivedResource[] =>
  readResources(
    ExportMetricsServiceRequest.toObject(ExportMetricsServiceRequest.decode(body), {
      longs: String,
      enums: String,
    }),
  );

/** OTLP's JSON is that of protobuf, so that it goes through the same definitions. */
const fromJson = (body: Uint8Array): readonly ReceivedResource[] => {
  const message = ExportMetricsServiceRequest.fromObject(
    JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>,
  );
  return readResources(
    ExportMetricsServiceRequest.toObject(message, { longs: String, enums: String }),
  );
};

interface RawAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}
interface RawPoint {
  readonly attributes?: readonly RawAttribute[];
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
  readonly asDouble?: number;
  readonly asInt?: string;
}
interface RawMetric {
  readonly name: string;
  readonly unit: string;
  readonly gauge?: { readonly dataPoints: readonly RawPoint[] };
  readonly sum?: {
    readonly dataPoints: readonly RawPoint[];
    readonly isMonotonic?: boolean;
    readonly aggregationTemporality: string;
  };
}
interface RawRequest {
  readonly resourceMetrics?: readonly {
    readonly resource: { readonly attributes: readonly RawAttribute[] };
    readonly scopeMetrics: readonly { readonly metrics: readonly RawMetric[] }[];
  }[];
}

const readResources = (request: unknown): readonly ReceivedResource[] =>
  ((request as RawRequest).resourceMetrics ?? []).map(({ resource, scopeMetrics }) => ({
    attributes: readAttributes(resource.attributes),
    metrics: scopeMetrics.flatMap(({ metrics }) => metrics.map(readMetric)),
  }));

const readMetric = ({ name, unit, sum, gauge }: RawMetric): ReceivedMetric => ({
  ...{ name, unit },
  ...(sum !== undefined && {
    isMonotonic: sum.isMonotonic === true,
    isCumulative: sum.aggregationTemporality === 'AGGREGATION_TEMPORALITY_CUMULATIVE',
  }),
  points: (sum ?? gauge)!.dataPoints.map((point) => ({
    attributes: readAttributes(point.attributes ?? []),
    value: point.asDouble ?? Number(point.asInt),
    startMs: Number(BigInt(point.startTimeUnixNano) / 1_000_000n),
    timeMs: Number(BigInt(point.timeUnixNano) / 1_000_000n),
  })),
});

const readAttributes = (attributes: readonly RawAttribute[]): Attributes =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? '']));
