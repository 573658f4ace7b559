import { isDeepStrictEqual } from 'node:util';

/** The part of JSON Schema (draft 7) that the compose specification is written in. */
export interface Schema {
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
  /** Where the value stands. */
  readonly path: readonly (string | number)[];
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that the keyword stands in. */
  readonly schema: Schema;
  readonly value: unknown;
}

/**
 * All that is wrong with a value. It reads the schema as it goes: compiling it first, as Ajv does,
 * takes longer than most files need, and a file is read at each start of `hb`. The errors of the
 * alternatives of a `oneOf` stand before that of the `oneOf` itself.
 */
export const checkSchema = (value: unknown, root: Schema): readonly SchemaError[] => {
  const errors: SchemaError[] = [];
  check(value, root, { root, path: [], errors });
  return errors;
};

interface Run {
  readonly root: Schema;
  /** One array for the whole walk. */
  readonly path: (string | number)[];
  /** `undefined` where only the verdict counts. */
  readonly errors: SchemaError[] | undefined;
}

const check = (value: unknown, schema: Schema, run: Run): boolean => {
  let valid = true;
  const fail = (keyword: string, params: SchemaError['params'] = {}): void => {
    valid = false;
    run.errors?.push({ keyword, path: [...run.path], params, schema, value });
  };
  if (schema.type !== undefined && !hasType(value, schema.type))
    fail('type', { type: schema.type });
  if (typeof value === 'number') checkNumber(value, schema, fail);
  if (typeof value === 'string' && schema.pattern !== undefined) {
    if (!regexp(schema.pattern).test(value)) fail('pattern', { pattern: schema.pattern });
  }
  if (schema.$ref !== undefined) valid = check(value, resolve(schema.$ref, run.root), run) && valid;
  if (schema.enum !== undefined && !schema.enum.some((each) => isDeepStrictEqual(each, value))) {
    fail('enum', { allowedValues: schema.enum });
  }
  if (schema.oneOf !== undefined) valid = checkOneOf(value, schema.oneOf, run, fail) && valid;
  if (Array.isArray(value)) return checkList(value, schema, run, fail) && valid;
  if (typeof value !== 'object' || value === null) return valid;
  return checkMap(value as Readonly<Record<string, unknown>>, schema, run, fail) && valid;
};

type Fail = (keyword: string, params?: SchemaError['params']) => void;

const checkNumber = (value: number, { minimum, maximum }: Schema, fail: Fail): void => {
  if (maximum !== undefined && value > maximum) fail('maximum', { limit: maximum });
  if (minimum !== undefined && value < minimum) fail('minimum', { limit: minimum });
};

/** Most values meet one alternative: what the others have against them is only asked when none is met. */
const checkOneOf = (
  value: unknown,
  alternatives: readonly Schema[],
  run: Run,
  fail: Fail,
): boolean => {
  const silent: Run = { ...run, errors: undefined };
  const met = alternatives.filter((each) => check(value, each, silent)).length;
  if (met === 1) return true;
  if (run.errors !== undefined) {
    for (const each of alternatives) check(value, each, run);
  }
  fail('oneOf');
  return false;
};

const checkList = (
  value: readonly unknown[],
  { items, uniqueItems }: Schema,
  run: Run,
  fail: Fail,
): boolean => {
  let valid = true;
  const twice = uniqueItems === true ? findTwice(value) : undefined;
  if (twice !== undefined) {
    fail('uniqueItems', twice);
    valid = false;
  }
  if (items === undefined) return valid;
  value.forEach((item, index) => {
    run.path.push(index);
    valid = check(item, items, run) && valid;
    run.path.pop();
  });
  return valid;
};

/** The last item that stood before, and where. */
const findTwice = (
  items: readonly unknown[],
): { readonly i: number; readonly j: number } | undefined => {
  // Nearly all are lists of text, some of them long.
  if (new Set(items).size === items.length && items.every((item) => typeof item !== 'object')) {
    return undefined;
  }
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = items.findLastIndex((item, at) => at < i && isDeepStrictEqual(item, items[i]));
    if (j >= 0) return { i, j };
  }
  return undefined;
};

const checkMap = (
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  run: Run,
  fail: Fail,
): boolean => {
  let valid = true;
  for (const key of schema.required ?? []) {
    if (Object.hasOwn(value, key)) continue;
    fail('required', { missingProperty: key });
    valid = false;
  }
  for (const [key, entry] of Object.entries(value)) {
    const known = schemasOf(key, schema);
    if (known.length === 0 && schema.additionalProperties === false) {
      fail('additionalProperties', { additionalProperty: key });
      valid = false;
    }
    run.path.push(key);
    for (const each of known) valid = check(entry, each, run) && valid;
    run.path.pop();
  }
  return valid;
};

/** What a property has to meet; empty for one that the schema does not know. */
const schemasOf = (key: string, schema: Schema): readonly Schema[] => {
  const { properties, patternProperties, additionalProperties } = schema;
  const own =
    properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
  const known = own === undefined ? [] : [own];
  for (const pattern in patternProperties) {
    const matched = patternProperties[pattern];
    if (matched !== undefined && regexp(pattern).test(key)) known.push(matched);
  }
  return known.length === 0 && typeof additionalProperties === 'object'
    ? [additionalProperties]
    : known;
};

const hasType = (value: unknown, type: string | readonly string[]): boolean =>
  typeof type === 'string'
    ? isOf[type]?.(value) === true
    : type.some((each) => hasType(value, each));

const isOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** `#/definitions/name`, the only form there is. */
const resolve = (reference: string, root: Schema): Schema => {
  const found = root.definitions?.[reference.slice('#/definitions/'.length)];
  if (found === undefined) throw new Error(`The schema has no ${reference}.`);
  return found;
};

const regexps = new Map<string, RegExp>();

const regexp = (pattern: string): RegExp => {
  const known = regexps.get(pattern) ?? new RegExp(pattern, 'u');
  regexps.set(pattern, known);
  return known;
};
