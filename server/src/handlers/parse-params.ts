import type * as z from 'zod/mini';
import { HyperBoxError } from '../base/error.ts';

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
