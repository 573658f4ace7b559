import { errorCodes, type ErrorCode, type ErrorDetails } from '#shared/errors';
import { t } from './base/l10n.ts';

/** A request that the server answered with an error, or could not answer at all. */
export class RequestFailure extends Error {
  readonly details: ErrorDetails;

  constructor(message: string, details: ErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RequestFailure';
    this.details = details;
  }
}

/** `RequestCancelled` and `ServerCancelled` of the language server protocol. */
const cancelledCodes = new Set<unknown>([-32800, -32802]);
/** What vscode-jsonrpc rejects pending requests with when the server's process ends. */
const disconnectedCodes = new Set<unknown>([-32097, -32099, 1, 2, 3]);

export const toRequestFailure = (error: unknown): RequestFailure => {
  if (error instanceof RequestFailure) return error;
  const record = isRecord(error) ? error : {};
  const message = error instanceof Error ? error.message : String(error);
  const cause = { cause: error };
  const details = parseDetails(record['data']);
  if (details !== undefined) return new RequestFailure(message, details, cause);
  if (cancelledCodes.has(record['code']) || record['name'] === 'Canceled') {
    return new RequestFailure(message, { code: 'cancelled' }, cause);
  }
  if (disconnectedCodes.has(record['code'])) {
    return new RequestFailure(
      t('The HyperBox server ended before it had an answer.'),
      { code: 'internal', hint: t('It starts again by itself: try once more.') },
      cause,
    );
  }
  return new RequestFailure(message, { code: 'internal' }, cause);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isErrorCode = (value: unknown): value is ErrorCode =>
  errorCodes.some((code) => code === value);

/** The server is our own and builds this from the same type; only the code tells it from others'. */
const parseDetails = (data: unknown): ErrorDetails | undefined =>
  isRecord(data) && isErrorCode(data['code']) ? (data as unknown as ErrorDetails) : undefined;
