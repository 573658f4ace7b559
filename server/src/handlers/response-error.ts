import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type * as z from 'zod/mini';
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

/** Parses what came over the wire, or says which field is wrong and why. */
export const parseParams = (method: string, schema: z.ZodMiniType, params: unknown): unknown => {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(describe).join('; ');
  throw new HyperBoxError('invalid-input', `${method}: ${faults}.`);
};

const describe = (issue: z.core.$ZodIssue): string => {
  const field = issue.path.length === 0 ? 'the parameters' : `"${issue.path.join('.')}"`;
  return issue.code === 'invalid_type'
    ? `${field} must be of type ${issue.expected}`
    : `${field} is not valid (${issue.code.replaceAll('_', ' ')})`;
};
