import { HyperBoxError } from '../../base/error.ts';
import type { BuildSource } from './build-source.ts';
import { engineTexts, registryTexts } from './error-texts.ts';

const outputLines = 30;

/**
 * What a failed build throws: the message, the last lines that the failing step printed, and the
 * line of the Dockerfile. A base image that cannot be had and a full disk keep their own codes.
 */
export const buildFailure = (
  source: BuildSource,
  failure: {
    readonly message: string;
    /** What the failing step printed. */
    readonly output: readonly string[];
    /** Of the failing step, from 1. */
    readonly line?: number | undefined;
    readonly cause?: unknown;
  },
): HyperBoxError => {
  const { message, output, line, cause } = failure;
  const at = source.dockerfile.instructions.find((instruction) => instruction.line === line);
  const known = [...engineTexts, ...(at?.keyword === 'FROM' ? registryTexts : [])].find(
    ({ pattern }) => pattern.test(message),
  );
  const where =
    line === undefined ? '' : ` at line ${line}${at === undefined ? '' : ` (${at.keyword})`}`;
  return new HyperBoxError(known?.code ?? 'build-failed', `The build failed${where}: ${message}`, {
    hint: known?.hint ?? 'The last lines of the failing step say why.',
    output: output.slice(-outputLines),
    ...(line !== undefined &&
      source.path !== undefined && { location: { path: source.path, line } }),
    cause,
  });
};
