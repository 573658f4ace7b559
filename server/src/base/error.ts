import type { ErrorCode, ErrorDetails, ErrorLocation } from '#shared/errors';

interface ErrorOptions {
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  readonly service?: string | undefined;
  readonly output?: readonly string[] | undefined;
  readonly location?: ErrorLocation | undefined;
}

/**
 * Something that the caller could not have known beforehand. The message says what failed, with
 * which value; the hint says what to do.
 */
export class HyperBoxError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly service: string | undefined;
  readonly output: readonly string[] | undefined;
  readonly location: ErrorLocation | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HyperBoxError';
    this.code = code;
    this.hint = options.hint;
    this.service = options.service;
    this.output = options.output;
    this.location = options.location;
  }

  /** The part that crosses the wire. */
  get details(): ErrorDetails {
    return {
      code: this.code,
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.service !== undefined && { service: this.service }),
      ...(this.output !== undefined && { output: this.output }),
      ...(this.location !== undefined && { location: this.location }),
    };
  }
}

export const isCancelled = (error: unknown): boolean =>
  (error instanceof HyperBoxError && error.code === 'cancelled') ||
  (error instanceof Error && error.name === 'AbortError');

/** Throws the `cancelled` error if the signal has fired; for the places between two awaits. */
export const throwIfCancelled = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true) throw new HyperBoxError('cancelled', 'Cancelled.');
};

/** The `code` of an error, as the system and Node give it: `ENOENT`. */
export const systemCodeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** The message, and after it what to do; sentences. */
export const adviceOf = (error: unknown): string => {
  const message = messageOf(error);
  const hint = error instanceof HyperBoxError ? error.hint : undefined;
  if (hint === undefined) return message;
  return `${/[.!?]$/.test(message) ? message : `${message}.`} ${hint}`;
};

/** For messages: whatever was thrown, as text. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
