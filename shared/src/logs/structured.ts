import { isLevelKey } from './level/json-level.ts';
import { levelOf } from './level.ts';
import type { LogLevel } from './filter.ts';
import { lineLimit } from './line-limit.ts';
import { logfmtPairs } from './logfmt.ts';

export interface StructuredField {
  readonly name: string;
  readonly text: string;
}

/** What a line of JSON or logfmt says. */
export interface Structured {
  readonly format: 'json' | 'logfmt';
  /** As the program writes it. */
  readonly time?: string;
  readonly level: LogLevel;
  readonly message?: string;
  /** What else there is, in the order of the line. */
  readonly fields: readonly StructuredField[];
  /** All of it as JSON, a value a line. */
  readonly pretty: string;
}

/** Keys in the order in which they are looked for; what is nested in Elastic's schema has a dot. */
const timeKeys = [
  'time',
  'timestamp',
  '@timestamp',
  'ts',
  't',
  '@t',
  'asctime',
  'datetime',
  't.$date',
];
const messageKeys = [
  'msg',
  'message',
  '@message',
  '@m',
  '@mt',
  'short_message',
  'event',
  'body',
  'textPayload',
  'fields.message',
];

/** `undefined` for what is neither: also JSON that is cut off, broken or too long to be looked at. */
export const structuredOf = (text: string): Structured | undefined => {
  if (text.length > lineLimit) return undefined;
  const trimmed = text.trim();
  if (trimmed.startsWith('{') && trimmed.endsWith('}')) return ofJson(trimmed);
  const pairs = logfmtPairs(trimmed);
  if (pairs === undefined) return undefined;
  const value = Object.fromEntries(pairs);
  return structure('logfmt', { value, pretty: prettyJson(value) }, text);
};

const ofJson = (text: string): Structured | undefined => {
  const found = parse(text);
  return found && Object.keys(found.value).length > 0 ? structure('json', found, text) : undefined;
};

type JsonObject = Readonly<Record<string, unknown>>;

interface Parsed {
  readonly value: JsonObject;
  readonly pretty: string;
}

const structure = (
  format: Structured['format'],
  { value: all, pretty }: Parsed,
  text: string,
): Structured => {
  const level = levelOf(text);
  const timeKey = timeKeys.find((key) => isScalar(valueAt(all, key)));
  const messageKey = messageKeys.find((key) => isText(valueAt(all, key)));
  const message = messageKey === undefined ? undefined : String(valueAt(all, messageKey));
  const taken = new Set([timeKey, messageKey]);
  return {
    format,
    ...(timeKey !== undefined && { time: String(valueAt(all, timeKey)) }),
    level,
    ...(message !== undefined && { message }),
    fields: fieldsOf(all, '').filter(
      ({ name }) => !taken.has(name) && !(isLevelKey(name) && level !== 'none'),
    ),
    pretty,
  };
};

/** Objects are shown by their values, one step deep; what is deeper is short JSON. */
const fieldsOf = (object: JsonObject, prefix: string): readonly StructuredField[] =>
  Object.entries(object).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (isObject(value) && prefix === '') return fieldsOf(value, `${name}.`);
    return [{ name, text: isText(value) ? value : JSON.stringify(value) }];
  });

const valueAt = (object: JsonObject, key: string): unknown => {
  if (Object.hasOwn(object, key)) return object[key];
  const [outer = '', inner = ''] = key.split('.');
  const nested = Object.hasOwn(object, outer) ? object[outer] : undefined;
  return isObject(nested) && Object.hasOwn(nested, inner) ? nested[inner] : undefined;
};

/** JSON can be read at any depth, but not written again: what is that deep is text. */
const parse = (text: string): Parsed | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { value, pretty: prettyJson(value) } : undefined;
  } catch {
    return undefined;
  }
};

const prettyJson = (value: JsonObject): string => JSON.stringify(value, undefined, 2);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const isScalar = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
