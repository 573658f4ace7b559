import type { ErrorCode } from '#shared/errors';
import { HyperBoxError, messageOf, systemCodeOf } from '../../base/error.ts';
import { engineTexts, registryTexts, type KnownText } from './error-texts.ts';

/** What the engine answered, without the modem's wrapping. */
export const engineMessage = (error: unknown): string =>
  messageOf(error)
    .replace(/^\(HTTP code \d+\) [a-z /,]*? - /i, '')
    .trim();

/**
 * Makes an error of ours from whatever a call to the engine threw. `what` says what was tried, as in
 * "Cannot start web". `registry` is set where the engine speaks to a registry on our behalf: only
 * there does a refused connection mean that one.
 */
export const toEngineError = (
  error: unknown,
  what: string,
  options: { readonly registry?: boolean } = {},
): HyperBoxError => {
  if (error instanceof HyperBoxError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new HyperBoxError('cancelled', 'Cancelled.', { cause: error });
  }
  const text = engineMessage(error);
  const known = classify(error, text, options.registry === true) ?? failed;
  return new HyperBoxError(known.code, `${what}: ${text}`, { hint: known.hint, cause: error });
};

const classify = (error: unknown, text: string, registry: boolean): Known | undefined => {
  const socketCode = systemCodeOf(error);
  if (socketCode !== undefined) return sockets[socketCode];
  const status = statusOf(error);
  return (
    find(engineTexts, text) ??
    (registry ? find(registryTexts, text) : undefined) ??
    (status === undefined ? undefined : statuses[status])
  );
};

/** The HTTP status of an answer, if the engine answered. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

interface Known {
  readonly code: ErrorCode;
  readonly hint?: string;
}
const failed: Known = { code: 'engine-failed' };

const find = (texts: readonly KnownText[], text: string): Known | undefined =>
  texts.find(({ pattern }) => pattern.test(text));

const statuses: Readonly<Record<number, Known>> = {
  400: { code: 'invalid-input' },
  401: { code: 'registry-denied', hint: 'Log in to the registry with "docker login".' },
  403: { code: 'conflict' },
  404: { code: 'not-found' },
  406: { code: 'invalid-input' },
  409: { code: 'conflict' },
  501: { code: 'unsupported' },
};

const gone: Known = {
  code: 'engine-unavailable',
  hint: 'Check that the engine runs; HyperBox connects to it again by itself.',
};
const refused: Known = {
  code: 'engine-permission',
  hint: 'Give your user access to the engine, then try again.',
};
const rows = (codes: readonly string[], known: Known): Record<string, Known> =>
  Object.fromEntries(codes.map((code) => [code, known]));

const sockets: Readonly<Record<string, Known>> = {
  ...rows(['EACCES', 'EPERM'], refused),
  ...rows(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ENOENT', 'EPIPE', 'ETIMEDOUT'], gone),
  ...rows(['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOTSOCK', 'ESSH'], gone),
  ...rows(['ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE'], gone),
};
