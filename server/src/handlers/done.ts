/** The answer of a request that has none: JSON-RPC wants a result, and `undefined` is not JSON. */
export const done = async (work: Promise<void>): Promise<null> => {
  await work;
  return null;
};
