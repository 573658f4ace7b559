import type { EngineFault, EngineItem } from '#shared/protocol/engine';
import type { Disposable } from '../base/disposable.ts';
import type { ConnectResult, Endpoint, Engine, EngineDriver, EngineEvent } from './contract.ts';
import { detectEndpoints, noEngineFault } from './detect.ts';
import type { Candidate } from './endpoints/candidate.ts';
import type { EngineEnvironment } from './environment.ts';
import { badAddress, faultOf } from './fault.ts';

/** An engine in use and its events, until it goes or is disposed of. */
export interface Connected extends Disposable {
  readonly endpoint: Endpoint;
  readonly engine: Engine;
  readonly item: EngineItem;
  /** Resolves with the cause when the engine goes, with nothing when it was disposed of. */
  readonly ended: Promise<Error | undefined>;
}

export type Attempt =
  | { readonly kind: 'connected'; readonly connected: Connected }
  | { readonly kind: 'broken'; readonly endpoint: Endpoint; readonly fault: EngineFault }
  | { readonly kind: 'none'; readonly fault: EngineFault };

export interface AttemptOptions {
  readonly environment: EngineEnvironment;
  readonly drivers: readonly EngineDriver[];
  readonly setting: string;
  /** Tries this endpoint and no other. */
  readonly only: Endpoint | undefined;
  readonly onEvent: (event: EngineEvent) => void;
  readonly signal: AbortSignal;
}

/** Tries the candidates in order. Where none works, the first one's fault is the one to tell. */
export const attemptConnect = async (options: AttemptOptions): Promise<Attempt> => {
  const { environment, setting, only } = options;
  const candidates: readonly Candidate[] = only
    ? [{ kind: 'endpoint', endpoint: only }]
    : (await detectEndpoints(environment, setting)).candidates;
  let first: Attempt | undefined;
  for (const candidate of candidates) {
    const attempt = await attemptOne(candidate, options);
    if (attempt.kind === 'connected') return attempt;
    first ??= attempt;
  }
  return first ?? { kind: 'none', fault: await noEngineFault(environment) };
};

const attemptOne = async (candidate: Candidate, options: AttemptOptions): Promise<Attempt> => {
  const { endpoint } = candidate;
  const result = await connectCandidate(candidate, options.drivers, options.signal);
  if (result.kind === 'broken') return { kind: 'broken', endpoint, fault: result.fault };
  try {
    return { kind: 'connected', connected: await listen(endpoint, result, options) };
  } catch (error) {
    result.engine.dispose();
    options.signal.throwIfAborted();
    return { kind: 'broken', endpoint, fault: faultOf(error, endpoint, options.environment) };
  }
};

/** Hands a candidate to the driver whose address it is. */
export const connectCandidate = async (
  candidate: Candidate,
  drivers: readonly EngineDriver[],
  signal: AbortSignal,
): Promise<ConnectResult> => {
  const { endpoint } = candidate;
  if (candidate.kind === 'fault') return { kind: 'broken', fault: candidate.fault };
  const driver = drivers.find((one) => one.accepts(endpoint.address));
  if (driver === undefined) {
    return { kind: 'broken', fault: badAddress(endpoint.label, endpoint.address) };
  }
  return driver.connect(endpoint, signal);
};

/** Events first, and only then is the engine in use: what happens after its lists are read is heard. */
const listen = async (
  endpoint: Endpoint,
  { engine, item }: Extract<ConnectResult, { kind: 'ok' }>,
  { onEvent, signal }: AttemptOptions,
): Promise<Connected> => {
  let onEnd: (cause?: Error) => void = () => undefined;
  const ended = new Promise<Error | undefined>((resolve) => {
    onEnd = resolve;
  });
  const events = await engine.events({ onEvent, onEnd }, signal);
  return {
    endpoint,
    engine,
    item,
    ended,
    dispose() {
      events.dispose();
      engine.dispose();
    },
  };
};
