import type { Origin } from '../yaml/source.ts';
import { sameValue, type ListNode, type MapNode, type Path, type TreeNode } from '../yaml/tree.ts';

/** The part of JSON Schema (draft 7) that the compose specification is written in. */
export interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

export interface SchemaError {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that the keyword stands in. */
  readonly schema: Schema;
  /** What does not meet it. */
  readonly node: TreeNode;
  readonly path: Path;
  /** Where its key was written, or itself when it has none. */
  readonly origin: Origin;
}

/**
 * All that is wrong with a value. It reads the schema as it goes: compiling it first, as Ajv does,
 * takes longer than most files need, and a file is read at each start of `hb`. The errors of the
 * alternatives of a `oneOf` stand before that of the `oneOf` itself. What a broken file seems to say
 * is not judged.
 */
export const checkSchema = (root: TreeNode, schema: Schema): readonly SchemaError[] => {
  const errors: SchemaError[] = [];
  check(root, schema, { schema, errors, path: [], origin: root.origin });
  return errors;
};

interface Run {
  /** The whole of it, for its definitions. */
  readonly schema: Schema;
  /** `undefined` where only the verdict counts. */
  readonly errors: SchemaError[] | undefined;
  /** One array for the whole walk. */
  readonly path: (string | number)[];
  origin: Origin;
}

const check = (node: TreeNode, schema: Schema, run: Run): boolean => {
  if (node.broken === true) return true;
  let valid = true;
  if (schema.type !== undefined && !hasType(node, schema.type))
    valid = fail(run, node, schema, 'type', { type: schema.type });
  if (schema.$ref !== undefined) valid = check(node, resolve(schema.$ref, run), run) && valid;
  if (node.kind === 'scalar' && !checkScalar(node.value, node, schema, run)) valid = false;
  if (schema.enum !== undefined && !(node.kind === 'scalar' && schema.enum.includes(node.value)))
    valid = fail(run, node, schema, 'enum', { allowedValues: schema.enum });
  if (schema.oneOf !== undefined) valid = checkOneOf(node, schema, schema.oneOf, run) && valid;
  if (node.kind === 'list') return checkList(node, schema, run) && valid;
  if (node.kind === 'map') return checkMap(node, schema, run) && valid;
  return valid;
};

/** Never valid. */
const fail = (
  { errors, path, origin }: Run,
  node: TreeNode,
  schema: Schema,
  keyword: string,
  params: SchemaError['params'] = {},
): false => {
  errors?.push({ keyword, params, schema, node, path: [...path], origin });
  return false;
};

const checkScalar = (value: unknown, node: TreeNode, schema: Schema, run: Run): boolean => {
  const { pattern, minimum, maximum } = schema;
  let valid = true;
  if (typeof value === 'number') {
    if (maximum !== undefined && value > maximum)
      valid = fail(run, node, schema, 'maximum', { limit: maximum });
    if (minimum !== undefined && value < minimum)
      valid = fail(run, node, schema, 'minimum', { limit: minimum });
  }
  if (typeof value === 'string' && pattern !== undefined && !regexp(pattern).test(value))
    valid = fail(run, node, schema, 'pattern', { pattern });
  return valid;
};

/** Most values meet one alternative: what the others have against them is only asked when none is met. */
const checkOneOf = (
  node: TreeNode,
  schema: Schema,
  alternatives: readonly Schema[],
  run: Run,
): boolean => {
  const silent: Run = { ...run, errors: undefined };
  let met = 0;
  for (const each of alternatives) if (check(node, each, silent)) met += 1;
  if (met === 1) return true;
  if (run.errors !== undefined) for (const each of alternatives) check(node, each, run);
  return fail(run, node, schema, 'oneOf');
};

const checkList = (node: ListNode, schema: Schema, run: Run): boolean => {
  const { items, uniqueItems } = schema;
  let valid = true;
  const twice = uniqueItems === true ? findTwice(node.items) : undefined;
  if (twice !== undefined) valid = fail(run, node, schema, 'uniqueItems', twice);
  if (items === undefined) return valid;
  const { origin } = run;
  for (const [index, item] of node.items.entries()) {
    run.path.push(index);
    run.origin = item.origin;
    if (!check(item, items, run)) valid = false;
    run.path.pop();
  }
  run.origin = origin;
  return valid;
};

/** The last item that stood before, and where. */
const findTwice = (
  items: readonly TreeNode[],
): { readonly i: number; readonly j: number } | undefined => {
  // Nearly all are lists of text, some of them long.
  const texts = new Set<unknown>();
  for (const item of items) if (item.kind === 'scalar') texts.add(item.value);
  if (texts.size === items.length) return undefined;
  for (let i = items.length - 1; i > 0; i -= 1) {
    const item = items[i];
    const j = items.findLastIndex(
      (other, at) => at < i && item !== undefined && sameValue(other, item),
    );
    if (j >= 0) return { i, j };
  }
  return undefined;
};

const checkMap = (node: MapNode, schema: Schema, run: Run): boolean => {
  let valid = true;
  if (schema.required !== undefined) {
    for (const key of schema.required) {
      if (node.entries.has(key)) continue;
      valid = fail(run, node, schema, 'required', { missingProperty: key });
    }
  }
  const { properties, patternProperties, additionalProperties } = schema;
  if (
    properties === undefined &&
    patternProperties === undefined &&
    additionalProperties === undefined
  )
    return valid;
  const { origin } = run;
  // With no array for each entry, as there are many.
  node.entries.forEach(({ key: written, value }, key) => {
    run.path.push(key);
    run.origin = written;
    let known = false;
    if (properties !== undefined && Object.hasOwn(properties, key)) {
      const own = properties[key];
      known = own !== undefined;
      if (own !== undefined && !check(value, own, run)) valid = false;
    }
    for (const pattern in patternProperties) {
      const matched = patternProperties[pattern];
      if (matched === undefined || !regexp(pattern).test(key)) continue;
      known = true;
      if (!check(value, matched, run)) valid = false;
    }
    if (
      !known &&
      typeof additionalProperties === 'object' &&
      !check(value, additionalProperties, run)
    )
      valid = false;
    run.path.pop();
    run.origin = origin;
    if (!known && additionalProperties === false)
      valid = fail(run, node, schema, 'additionalProperties', { additionalProperty: key });
  });
  return valid;
};

const hasType = (node: TreeNode, type: string | readonly string[]): boolean =>
  typeof type === 'string'
    ? isOf[type]?.(node) === true
    : type.some((each) => isOf[each]?.(node) === true);

const hasValue =
  (type: string) =>
  (node: TreeNode): boolean =>
    node.kind === 'scalar' && typeof node.value === type;

const isOf: Readonly<Record<string, (node: TreeNode) => boolean>> = {
  string: hasValue('string'),
  number: hasValue('number'),
  boolean: hasValue('boolean'),
  integer: (node) => node.kind === 'scalar' && Number.isInteger(node.value),
  null: (node) => node.kind === 'scalar' && node.value === null,
  array: ({ kind }) => kind === 'list',
  object: ({ kind }) => kind === 'map',
};

/** `#/definitions/name`, the only form there is. */
const resolve = (reference: string, { schema }: Run): Schema => {
  const found = schema.definitions?.[reference.slice('#/definitions/'.length)];
  if (found === undefined) throw new Error(`The schema has no ${reference}.`);
  return found;
};

const regexps = new Map<string, RegExp>();

const regexp = (pattern: string): RegExp => {
  let known = regexps.get(pattern);
  if (known === undefined) regexps.set(pattern, (known = new RegExp(pattern, 'u')));
  return known;
};
