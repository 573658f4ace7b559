import { isAbsolute } from 'node:path';
import type { RequestFailure } from '#shared/in-process';
import type { Context } from '../context.ts';
import { Ending, exitCodes } from '../exit-codes.ts';

/** Says what went wrong and what to do; answers with the exit code. */
export const reportFailure = (error: unknown, context: Context): number => {
  if (error instanceof Ending) return error.exitCode;
  const { machine, colours, interrupts } = context;
  if (interrupts.interrupted) return exitCodes.interrupted;
  const { message, data } = asFailure(error);
  const { paint } = colours.err;
  const { location, hint, output = [] } = data ?? {};
  const place =
    location === undefined || !isAbsolute(location.path)
      ? ''
      : `${location.path}:${location.line}:${location.column ?? 1}: `;
  for (const line of output) machine.stderr.write(`${paint('dim', line)}\n`);
  machine.stderr.write(`${paint('red', 'error:')} ${place}${message}\n`);
  if (hint !== undefined) machine.stderr.write(`${hint}\n`);
  return exitCodes.failed;
};

const asFailure = (error: unknown): Pick<RequestFailure, 'message' | 'data'> =>
  error instanceof Error ? error : { message: String(error) };
