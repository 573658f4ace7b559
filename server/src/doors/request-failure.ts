import type { RequestFailure } from '#shared/in-process';
import { HyperBoxError, isCancelled, messageOf } from '../base/error.ts';

/** The same that a client behind a connection gets, as an error to throw. */
export const toRequestFailure = (error: unknown): RequestFailure => {
  const details = error instanceof HyperBoxError ? error.details : undefined;
  const code = isCancelled(error) ? 'cancelled' : (details?.code ?? 'internal');
  return Object.assign(new Error(messageOf(error), { cause: error }), {
    data: { ...details, code },
  });
};
