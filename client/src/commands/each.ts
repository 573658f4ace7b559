import { toRequestFailure } from '../request-failure.ts';
import { CommandFailure, SeveralFailures } from './command.ts';

/**
 * Does the same to each item at once. When some fail the others are still done, and then all that
 * failed is thrown.
 */
export const each = async <T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  const results = await Promise.allSettled(items.map(work));
  const failed = results
    .flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []))
    .filter((error) => !isCancelled(error));
  if (failed.length > 1) throw new SeveralFailures(failed, items.length);
  if (failed.length === 1) throw failed[0];
};

/** Who cancels one of several knows of it. */
const isCancelled = (error: unknown): boolean =>
  toRequestFailure(error instanceof CommandFailure ? error.cause : error).details.code ===
  'cancelled';
