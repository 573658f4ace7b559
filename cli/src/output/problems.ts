import { isAbsolute, relative } from 'node:path';
import type { ComposeProblem } from '#shared/protocol/compose';
import type { Context } from '../context.ts';
import { Ending, exitCodes } from '../exit-codes.ts';

/** Writes what is wrong with the files, one line a problem: `file:line:column: message`. */
export const printProblems = (problems: readonly ComposeProblem[], context: Context): void => {
  if (problems.length === 0) return;
  const { machine, colours } = context;
  const { paint, enabled } = colours.err;
  for (const { severity, message, hint, path, line, column } of problems) {
    const place = `${shortPath(path, machine.workingFolder)}:${line}:${column}:`;
    const kind = severity === 'warning' ? `${paint('yellow', 'warning:')} ` : '';
    machine.stderr.write(`${paint('bold', place)} ${kind}${oneLine(message)}\n`);
    // Only for people: whoever reads this with a program counts on a line a problem.
    if (enabled && hint !== undefined) machine.stderr.write(`  ${paint('dim', hint)}\n`);
  }
};

/** The same, and ends the command when one of them is an error. */
export const requireUsable = (problems: readonly ComposeProblem[], context: Context): void => {
  printProblems(problems, context);
  if (problems.some(({ severity }) => severity === 'error')) throw new Ending(exitCodes.failed);
};

/** Below the working folder as the user would write it. */
const shortPath = (path: string, workingFolder: string): string => {
  const below = relative(workingFolder, path);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
};

const oneLine = (message: string): string => message.split(/\s*\n\s*/).join(' ');
