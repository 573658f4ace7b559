/**
 * Replaces `$NAME`, `${NAME}` and `${NAME<operator>text}` in one value; `$$` is a dollar. Operators:
 * `-` default, `?` required, `+` replacement, each with `:` in front to count empty as unset.
 * Source: compose-spec, "Interpolation".
 */
export interface Substitution {
  readonly text: string;
  /** Variables that were needed and have no value, in order. */
  readonly unset: readonly string[];
  readonly error?: SubstitutionError;
}

export type SubstitutionError =
  | { readonly kind: 'syntax' }
  | { readonly kind: 'required'; readonly variable: string; readonly reason: string };

export type Lookup = (name: string) => string | undefined;

const reference = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)(?:\}|(:?[-+?]))|(\{))/giy;

/** Deeper defaults in defaults are a mistake. */
const maxDepth = 50;

export const substitute = (template: string, lookup: Lookup, depth = 0): Substitution => {
  let text = '';
  let at = 0;
  let error: SubstitutionError | undefined;
  const unset: string[] = [];
  if (depth > maxDepth) return { text, unset, error: { kind: 'syntax' } };
  while (at < template.length && error === undefined) {
    const dollar = template.indexOf('$', at);
    if (dollar === -1) break;
    text += template.slice(at, dollar);
    reference.lastIndex = dollar;
    const match = reference.exec(template);
    if (match === null) {
      text += '$';
      at = dollar + 1;
      continue;
    }
    at = dollar + match[0].length;
    const [, escaped, named, braced, operator, broken] = match;
    if (escaped !== undefined) {
      text += '$';
    } else if (broken !== undefined) {
      error ??= { kind: 'syntax' };
    } else if (operator !== undefined && braced !== undefined) {
      const end = closingBrace(template, dollar, at);
      if (end === undefined) {
        error ??= { kind: 'syntax' };
        continue;
      }
      const result = applyOperator(braced, operator, template.slice(at, end), lookup, depth + 1);
      text += result.text;
      unset.push(...result.unset);
      error ??= result.error;
      at = end + 1;
    } else {
      const name = named ?? braced ?? '';
      const value = lookup(name);
      if (value === undefined) unset.push(name);
      text += value ?? '';
    }
  }
  text += template.slice(at);
  return error === undefined ? { text, unset } : { text, unset, error };
};

const applyOperator = (
  name: string,
  operator: string,
  operand: string,
  lookup: Lookup,
  depth: number,
): Substitution => {
  // The operand is read even when it is not used: an error in it is an error.
  const inner = substitute(operand, lookup, depth);
  if (inner.error !== undefined) return inner;
  const value = lookup(name);
  const present = value !== undefined && !(operator.startsWith(':') && value === '');
  switch (operator.at(-1)) {
    case '-':
      return present ? { text: value, unset: [] } : inner;
    case '+':
      return present ? inner : { text: value ?? '', unset: [] };
    default:
      return present
        ? { text: value, unset: [] }
        : {
            text: '',
            unset: [],
            error: { kind: 'required', variable: name, reason: inner.text },
          };
  }
};

/**
 * The brace that ends the reference which starts at `dollar`. Braces inside count, so that JSON can
 * be a default; where they do not balance, the line's last brace ends it. A reference never spans
 * lines.
 */
const closingBrace = (template: string, dollar: number, from: number): number | undefined => {
  const lineEnd = template.indexOf('\n', from);
  const line = template.slice(0, lineEnd === -1 ? template.length : lineEnd);
  const last = line.lastIndexOf('}');
  if (last < from) return undefined;
  let depth = 0;
  for (let index = dollar + 1; index <= last; index += 1) {
    if (template[index] === '}') {
      depth -= 1;
      if (depth === 0) return index;
    } else if (template[index] === '{') {
      depth += 1;
      index += 1;
    }
  }
  return last;
};
