export interface NormalizeOptions {
  /** What `--no-interpolate` prints is not decoded: Go's empty lists are `null` there. */
  readonly decoded: boolean;
}

/**
 * What does not count as a difference: the order of keys; the order of `ssh`, which the reference
 * makes from a mapping of random order; without interpolation also empty lists against `null`, and
 * the values of secrets, which the reference prints under a key of its own.
 */
export const normalizeConfig = (value: unknown, options: NormalizeOptions, key = ''): unknown => {
  if (Array.isArray(value)) {
    if (!options.decoded && value.length === 0) return null;
    const items = value.map((item) => normalizeConfig(item, options));
    return key === 'ssh' ? items.map(String).sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'x-#value')
      .map(([name, entry]) => [name, normalizeConfig(entry, options, name)] as const),
  );
};
