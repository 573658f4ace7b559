/** What came too late; whoever asked does without. */
export const late = Symbol('late');

/** Waits for an engine only so long: it may be slow, or far away. */
export const inTime = async <T>(
  promise: Promise<T>,
  patienceMs: number,
): Promise<T | typeof late> => {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
    }, patienceMs);
  });
  try {
    return await Promise.race([promise, patience]);
  } finally {
    clearTimeout(timer);
  }
};
