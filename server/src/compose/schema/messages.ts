import type { SchemaError } from './check.ts';

/** The key that the schema does not know, for an error of that kind. */
export const unknownKey = (error: SchemaError): string | undefined =>
  error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : undefined;

/** The error in the words of the reference: `services.web.ports must be a array`. */
export const describeError = (error: SchemaError): string => {
  const { path } = error;
  const text = (wordings[error.keyword] ?? defaultWording)(error);
  return path.length === 0 ? text : `${path.join('.')} ${text}`;
};

type Wording = (error: SchemaError) => string;

const defaultWording: Wording = () => 'is not valid';

const param = (error: SchemaError, name: string): unknown => error.params[name];

const quoteList = (values: readonly unknown[]): string =>
  values.map((value) => `'${String(value)}'`).join(', ');

const typeNames = (types: readonly string[]): string => {
  const names = types.map((type) => (type === 'object' ? 'mapping' : type)).sort();
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
};

const wordings: Readonly<Record<string, Wording>> = {
  type: (error) => `must be a ${typeNames([param(error, 'type')].flat().map(String))}`,
  additionalProperties: (error) => `additional properties '${unknownKey(error) ?? ''}' not allowed`,
  required: (error) => `missing property '${String(param(error, 'missingProperty'))}'`,
  enum: (error) => {
    const allowed = param(error, 'allowedValues') as readonly unknown[];
    return allowed.length === 1
      ? `value must be ${quoteList(allowed)}`
      : `value must be one of ${quoteList(allowed)}`;
  },
  const: (error) => `value must be '${String(param(error, 'allowedValue'))}'`,
  minimum: (error) => `must be greater than or equal to ${String(param(error, 'limit'))}`,
  maximum: (error) => `must be less than or equal to ${String(param(error, 'limit'))}`,
  pattern: (error) =>
    `'${error.node.kind === 'scalar' ? error.node.text : ''}' does not match pattern '${String(param(error, 'pattern'))}'`,
  uniqueItems: (error) =>
    `items at ${String(param(error, 'j'))} and ${String(param(error, 'i'))} are equal`,
  oneOf: () => 'oneOf failed, more than one alternative matches',
};
