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
  const all = Object.entries(fields).map(([key, codec]) => ({ key, codec, implied: always[key] }));
  return (node, path, context) => {
    if (isNull(node)) return undefined;
    if (node.kind !== 'map') {
      fail(node, path, context, 'must be a mapping');
      return undefined;
    }
    const { entries } = node;
    const result: Record<string, unknown> = {};
    for (const { key, codec, implied } of all) {
      const entry = entries.get(key);
      if (entry === undefined && implied === undefined) continue;
      const value = entry === undefined ? undefined : codec(entry.value, [...path, key], context);
      const kept = value ?? implied?.();
      if (kept !== undefined) result[key] = kept;
    }
    entries.forEach(({ value }, key) => {
      if (key.startsWith('x-')) setOwn(result, key, toPlain(value));
    });
    return result;
  };
};

/** `null` stays `null`: the key alone says something. */
export const nullable =
  (codec: Codec): Codec =>
  (node, path, context) =>
    isNull(node) ? null : codec(node, path, context);
