/** Waits for all of them, also when one fails, and fails as the first that did. */
export const allDone = async (work: Iterable<Promise<unknown>>): Promise<void> => {
  const outcomes = await Promise.allSettled(work);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};
