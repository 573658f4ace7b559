import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { addAbortSignal, type Duplex } from 'node:stream';
import type Docker from 'dockerode';
import * as z from 'zod/mini';
import { systemCodeOf, throwIfCancelled } from '../../base/error.ts';
import { statusOf, toEngineError } from './errors.ts';
import { requestPlain } from './plain-request.ts';
import type { Transport } from './transport.ts';

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One call of the Engine API. */
export interface ApiCall {
  /** What is tried, for the error: "Cannot start web". */
  readonly what: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Path below the API's version; ids in it are already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  readonly file?: NodeJS.ReadableStream;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** The answer may take long; it must not hold up short calls. */
  readonly long?: boolean;
  /** The engine may speak to a registry meanwhile. */
  readonly registry?: boolean;
  /** Statuses besides 2xx that are success too. */
  readonly accept?: readonly number[];
}

/** The Engine API as typed calls; the one place that sends them. */
export class EngineApi {
  readonly #transport: Transport;
  #version = '1.40';

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The version that calls use, "1.41". */
  get version(): string {
    return this.#version;
  }
  set version(version: string) {
    this.#version = version;
    this.#transport.useApiVersion(version);
  }

  /** Whether the calls' version is at least this one. */
  atLeast(version: string): boolean {
    return compareVersions(this.#version, version) >= 0;
  }

  /** The answer, parsed. */
  async json<Schema extends z.ZodMiniType>(
    schema: Schema,
    call: ApiCall,
  ): Promise<z.infer<Schema>> {
    const text = await this.text(call);
    try {
      return z.parse(schema, JSON.parse(text === '' ? 'null' : text));
    } catch (error) {
      throw toEngineError(error, `${call.what}: the engine's answer is not understood`);
    }
  }

  /** As `json`, but `undefined` when the engine says that there is no such thing. */
  async find<Schema extends z.ZodMiniType>(
    schema: Schema,
    call: ApiCall,
  ): Promise<z.infer<Schema> | undefined> {
    try {
      return await this.json(schema, call);
    } catch (error) {
      if (error instanceof Error && statusOf(error.cause) === 404) return undefined;
      throw error;
    }
  }

  /** The whole answer as text. */
  async text(call: ApiCall): Promise<string> {
    const once = async (): Promise<string> => readAll(await this.#open(call));
    try {
      return await once().catch((error: unknown) => {
        // The engine may have closed a kept connection just as it was used again.
        if ((call.method ?? 'GET') !== 'GET' || systemCodeOf(error) !== 'ECONNRESET') throw error;
        return once();
      });
    } catch (error) {
      throw this.#explain(error, call);
    }
  }

  /** The head of an answer that has nothing else; `undefined` when there is no such thing. */
  async head(call: ApiCall): Promise<IncomingHttpHeaders | undefined> {
    try {
      const answer = await this.#open({ ...call, method: 'HEAD' });
      answer.resume();
      return answer.headers;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw this.#explain(error, call);
    }
  }

  /** The answer as a stream of its own connection; aborting or destroying it frees that. */
  async stream(call: ApiCall): Promise<IncomingMessage> {
    try {
      return await this.#open({ ...call, long: true });
    } catch (error) {
      throw this.#explain(error, call);
    }
  }

  /**
   * As `stream`, for an answer of very many small pieces; where it breaks off it just ends, since what
   * it is made of has no end of its own.
   */
  async plainStream(call: Pick<ApiCall, 'what' | 'path' | 'query'>): Promise<Duplex> {
    try {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(definedOnly(call.query ?? {})))
        query.set(name, String(value));
      const path = `/v${this.#version}${call.path}?${query.toString()}`;
      return await requestPlain(this.#transport.connect(), { path, host: this.#transport.host });
    } catch (error) {
      throw this.#explain(error, call);
    }
  }

  /** The dockerode client for what needs a hijacked connection. */
  get streams(): Docker {
    return this.#transport.streams;
  }

  #explain(error: unknown, call: ApiCall): Error {
    throwIfCancelled(call.signal);
    return toEngineError(error, call.what, { registry: call.registry === true });
  }

  async #open(call: ApiCall): Promise<IncomingMessage> {
    const { signal } = call;
    throwIfCancelled(signal);
    const docker = call.long === true ? this.#transport.streams : this.#transport.calls;
    const response = await dial(docker, call);
    // The modem hears the signal until the answer begins; from there on it is ours.
    return signal === undefined ? response : addAbortSignal(signal, response);
  }
}

const dial = (docker: Docker, call: ApiCall): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const modem = docker.modem as unknown as DialModem;
    modem.dial(
      {
        path: `${call.path}?`,
        method: call.method ?? 'GET',
        // Given apart, else the modem puts the body into the address too.
        options: { _query: definedOnly(call.query ?? {}), _body: call.body ?? {} },
        ...(call.headers && { headers: { ...modem.headers, ...call.headers } }),
        ...(call.file && { file: call.file }),
        ...(call.signal && { abortSignal: call.signal }),
        // Bodies are read here: the modem waits for ever for one that breaks off.
        isStream: true,
        statusCodes: Object.fromEntries(
          [200, 201, 202, 204, ...(call.accept ?? [])].map((status) => [status, true]),
        ),
      },
      (error, response) => {
        if (error !== null && error !== undefined) reject(error);
        else resolve(response as IncomingMessage);
      },
    );
  });

interface DialModem {
  readonly headers: Readonly<Record<string, string>>;
  dial(
    options: Record<string, unknown>,
    done: (error: Error | null | undefined, response: unknown) => void,
  ): void;
}

const readAll = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const definedOnly = (query: Readonly<Record<string, QueryValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));

/** Orders API versions such as "1.9" and "1.41". */
export const compareVersions = (left: string, right: string): number => {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
};
