import { plainScalar } from './scalars.ts';
import type { Origin } from './source.ts';
import { stringNode, type ScalarNode } from './tree.ts';

/** Types that a tag may force, and what may be written for them. */
const accepted: ReadonlyMap<string, readonly string[]> = new Map([
  ['int', ['int']],
  ['float', ['float', 'int']],
  ['bool', ['bool']],
  ['null', ['null']],
  ['timestamp', ['timestamp']],
]);

const goType = ({ type, timestamp }: ScalarNode): string =>
  timestamp === true ? 'timestamp' : type === 'string' ? 'str' : type;

/**
 * What a scalar with a tag of YAML's own means, as go-yaml reads it: `!!int "5"` is a number in spite of
 * the quotes, `!!int five` is a mistake. `undefined` for tags that force nothing, such as `!mine`.
 */
export const taggedScalar = (
  tag: string,
  text: string,
  origin: Origin,
): ScalarNode | { readonly error: string } | undefined => {
  const [, name = ''] = /^(?:tag:yaml\.org,2002:|!!)(\w+)$/.exec(tag) ?? [];
  if (name === 'binary') return binary(text, origin);
  const types = accepted.get(name);
  if (types === undefined) return undefined;
  const node = plainScalar(text, origin);
  const type = goType(node);
  return types.includes(type)
    ? node
    : { error: `cannot decode !!${type} \`${text}\` as a !!${name}` };
};

const binary = (text: string, origin: Origin): ScalarNode | { readonly error: string } => {
  const digits = text.replace(/[\r\n]/g, '');
  const valid = digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
  return valid
    ? stringNode(Buffer.from(digits, 'base64').toString('utf8'), origin)
    : { error: '!!binary value contains invalid base64 data' };
};
