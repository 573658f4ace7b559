import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ErrorDetails } from '#shared/errors';
import { HyperBoxError, isCancelled, messageOf } from '../base/error.ts';

/** What went wrong, as JSON-RPC says it: `data` carries the code and the hint. */
export const toResponseError = (error: unknown): ResponseError<ErrorDetails> => {
  if (error instanceof ResponseError) return error as ResponseError<ErrorDetails>;
  if (isCancelled(error)) {
    return new ResponseError(LSPErrorCodes.RequestCancelled, messageOf(error), {
      ...(error instanceof HyperBoxError && error.details),
      code: 'cancelled',
    });
  }
  if (error instanceof HyperBoxError) {
    return new ResponseError(numberOf(error), error.message, error.details);
  }
  return new ResponseError(ErrorCodes.InternalError, messageOf(error), { code: 'internal' });
};

const numberOf = (error: HyperBoxError): number =>
  error.code === 'invalid-input' ? ErrorCodes.InvalidParams : LSPErrorCodes.RequestFailed;
