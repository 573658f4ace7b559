import type { Origin } from './source.ts';
import { boolNode, goNumber, nullNode, stringNode, type ScalarNode } from './tree.ts';

// Maps: in an object `toString` and `constructor` would be found too.
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const infinities: ReadonlyMap<string, number> = new Map([
  ['.inf', Infinity],
  ['.Inf', Infinity],
  ['.INF', Infinity],
  ['+.inf', Infinity],
  ['+.Inf', Infinity],
  ['+.INF', Infinity],
  ['-.inf', -Infinity],
  ['-.Inf', -Infinity],
  ['-.INF', -Infinity],
  ['.nan', NaN],
  ['.NaN', NaN],
  ['.NAN', NaN],
]);

/** Whether an unquoted scalar can be nothing but text: nearly all keys. */
export const isWord = (source: string): boolean =>
  /^[a-z]/i.test(source) && !nulls.has(source) && !booleans.has(source);

/**
 * What an unquoted scalar means. Compose reads YAML with go-yaml, whose numbers differ from YAML
 * 1.2: `0755` is octal, `1_000` a thousand, `0b11` three; `yes` stays text as in 1.2, a date is a time.
 */
export const plainScalar = (source: string, origin: Origin): ScalarNode => {
  if (nulls.has(source)) return nullNode(origin);
  const bool = booleans.get(source);
  if (bool !== undefined) return boolNode(bool, origin);
  if (!/^[-+.0-9]/.test(source)) return stringNode(source, origin);
  const special = infinities.get(source);
  if (special !== undefined) return float(special, origin);
  const integer = parseInteger(source.replaceAll('_', ''));
  if (integer !== undefined) {
    return {
      kind: 'scalar',
      type: 'int',
      value: Number(integer),
      text: integer.toString(),
      origin,
    };
  }
  const time = timestamp(source);
  if (time !== undefined) return { ...stringNode(time, origin), timestamp: true };
  const digits = source.replaceAll('_', '');
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits)) {
    return float(Number(digits), origin);
  }
  return stringNode(source, origin);
};

const timestampForm =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

/** As Go prints it, for a date or time that go-yaml would read as such: with `T` it needs a zone. */
const timestamp = (source: string): string | undefined => {
  const match = timestampForm.exec(source);
  if (match === null) return undefined;
  const [, year = '', month, day, separator, hour, minute, second, fraction = '', zone] = match;
  const hasZone = zone !== undefined;
  if (separator !== undefined && hasZone !== (separator !== ' ')) return undefined;
  const two = (digits = '0'): string => digits.padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  // A 31st of February would come back as a day of March.
  const read = new Date(`${date}T${time}Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(date)) return undefined;
  return `${date}T${time}${fraction.replace(/\.?0+$/, '')}${zone ?? 'Z'}`;
};

const float = (value: number, origin: Origin): ScalarNode => ({
  kind: 'scalar',
  type: 'float',
  value,
  text: goNumber(value),
  origin,
});

/** `undefined` too for what 64 bits cannot hold: go-yaml makes a float of it. */
const parseInteger = (text: string): bigint | undefined => {
  const match = /^([-+]?)(?:0x([0-9a-fA-F]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*))$/.exec(text);
  if (match === null) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const digits =
    hex !== undefined
      ? `0x${hex}`
      : binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : (decimal ?? '0');
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  return value <= 0xffff_ffff_ffff_ffffn && value >= -0x8000_0000_0000_0000n ? value : undefined;
};
