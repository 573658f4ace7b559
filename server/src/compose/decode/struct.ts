import { isNull, setOwn, toPlain } from '../yaml/tree.ts';
import { fail, type Codec } from './codecs.ts';

interface StructOptions {
  /** What an attribute has when it is not written: `null` for commands. */
  readonly always?: Readonly<Record<string, () => unknown>>;
}

/**
 * A mapping with known attributes, in the order of the table, which is that of the reference: the
 * order is part of a service's hash. `x-…` attributes come last.
 */
export const struct = (
  fields: Readonly<Record<string, Codec>>,
  { always = {} }: StructOptions = {},
): Codec => {
  const all = Object.entries(fields);
  return (node, path, context) => {
    if (isNull(node)) return undefined;
    if (node.kind !== 'map') {
      fail(node, path, context, 'must be a mapping');
      return undefined;
    }
    const result: Record<string, unknown> = {};
    for (const [key, codec] of all) {
      const entry = node.entries.get(key);
      const value = entry === undefined ? undefined : codec(entry.value, [...path, key], context);
      const kept = value ?? always[key]?.();
      if (kept !== undefined) result[key] = kept;
    }
    for (const [key, entry] of node.entries) {
      if (key.startsWith('x-')) setOwn(result, key, toPlain(entry.value));
    }
    return result;
  };
};

/** `null` stays `null`: the key alone says something. */
export const nullable =
  (codec: Codec): Codec =>
  (node, path, context) =>
    isNull(node) ? null : codec(node, path, context);
