import assert from 'node:assert/strict';
import { HyperBoxError } from '../../server/src/base/error.ts';

/** What an action failed with; it has to fail, and as our own code does. */
export const failure = async (acting: Promise<unknown>): Promise<HyperBoxError> => {
  const error = await acting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HyperBoxError);
  return error;
};
