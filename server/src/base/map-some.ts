/** As many as the file system answers side by side; more only wait in its queue. */
const sideBySide = 32;

/** `Promise.all` of a mapping over thousands, some at a time, in their order. */
export const mapSome = async <T, U>(
  items: readonly T[],
  map: (item: T) => Promise<U>,
): Promise<U[]> => {
  const results: U[] = [];
  const entries = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, items.length) }, work));
  return results;
};
