/** Remembers what is read off a thing as long as the thing is there: nobody changes it. */
export const remembered = <K extends object, T>(read: (of: K) => T): ((of: K) => T) => {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const entry = known.get(of) ?? { value: read(of) };
    known.set(of, entry);
    return entry.value;
  };
};
