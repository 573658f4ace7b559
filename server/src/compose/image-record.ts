import { HyperBoxError } from '../base/error.ts';
import type { Engine } from '../engines/contract.ts';

const absent: ReadonlySet<string> = new Set(['not-found', 'image-not-found']);

/** The engine's own record of an image, to be parsed; `undefined` when it has no such image. */
export const inspectImage = async (
  engine: Engine,
  reference: string,
  signal?: AbortSignal,
): Promise<unknown> => {
  try {
    return await engine.images.inspect(reference, signal);
  } catch (error) {
    if (error instanceof HyperBoxError && absent.has(error.code)) return undefined;
    throw error;
  }
};

/** What an image checks its health with; `undefined` without a check, or with one that is turned off. */
export const healthTest = (
  test: readonly string[] | null | undefined,
): readonly string[] | undefined =>
  test === undefined || test === null || test.length === 0 || test[0] === 'NONE' ? undefined : test;
