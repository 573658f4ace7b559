import type { SyntaxFile } from './syntax.ts';

/** Remembers what is read off a file as long as the file is there: nobody changes it. */
export const oncePerFile = <T>(read: (file: SyntaxFile) => T): ((file: SyntaxFile) => T) => {
  const known = new WeakMap<SyntaxFile, { readonly value: T }>();
  return (file) => {
    const entry = known.get(file) ?? { value: read(file) };
    known.set(file, entry);
    return entry.value;
  };
};
