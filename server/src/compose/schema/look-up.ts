import type { Path } from '../yaml/tree.ts';
import type { Schema } from './check.ts';
import composeSpec from './compose-spec.json' with { type: 'json' };

const root: Schema = composeSpec;

/**
 * What the schema says of the value at a path, each alternative of it apart: `oneOf` is taken apart,
 * and references are followed. The first has the description of the attribute, when there is one.
 * Empty for what the schema does not know.
 */
export const schemasAt = (path: Path): readonly Schema[] => {
  let current: readonly Schema[] = alternatives(root);
  for (const part of path) {
    current = current.flatMap((schema) => below(schema, part).flatMap(alternatives));
  }
  return current;
};

const below = (schema: Schema, part: string | number): readonly Schema[] => {
  if (typeof part === 'number') return schema.items === undefined ? [] : [schema.items];
  const { properties, patternProperties = {}, additionalProperties } = schema;
  const own =
    properties !== undefined && Object.hasOwn(properties, part) ? properties[part] : undefined;
  if (own !== undefined) return [own];
  // Names that people give: their form does not matter to what stands below them.
  const named = Object.entries(patternProperties).filter(([pattern]) => !pattern.startsWith('^x-'));
  if (named.length > 0 && !part.startsWith('x-')) return named.map(([, each]) => each);
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
};

/** Itself, what it refers to, and each of its alternatives. */
const alternatives = (schema: Schema): readonly Schema[] => {
  const target = schema.$ref?.slice('#/definitions/'.length);
  const referred = target === undefined ? undefined : root.definitions?.[target];
  return [schema, ...(referred === undefined ? [] : [referred]), ...(schema.oneOf ?? [])].flatMap(
    (each) => (each === schema ? [each] : alternatives(each)),
  );
};
