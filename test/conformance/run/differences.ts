/** Where two values differ: `path: ours … theirs …`, one a leaf. */
export const differences = (ours: unknown, theirs: unknown, path = ''): readonly string[] => {
  if (isObject(ours) && isObject(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((key) => differences(ours[key], theirs[key], `${path}/${key}`));
  }
  return Object.is(ours, theirs)
    ? []
    : [`${path}: ours ${JSON.stringify(ours)} theirs ${JSON.stringify(theirs)}`];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
