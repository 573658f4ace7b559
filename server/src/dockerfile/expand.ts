import type { Dockerfile, VariableInstruction } from './dockerfile.ts';

/** What is known at a place; a name with `undefined` has a value that is not. */
export type Variables = ReadonlyMap<string, string | undefined>;

/** What `--build-arg` gives: `undefined` for a value that is not known. */
export type BuildArguments = Readonly<Record<string, string | undefined>>;

/** `$a`, `${a}`, `${a:-b}` and the like; a letter that is escaped. */
const variable = /\\(.)|\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}$]*))?\})|\$/gs;

/**
 * A word as the builder reads it, without its quotes. `undefined` where it depends on something that
 * is not known: an argument without a value, a variable of the image.
 */
export const expand = (text: string, variables: Variables): string | undefined => {
  if (!/[$\\'"]/.test(text)) return text;
  // Of quotes within a word, and of `$` within single quotes, nobody makes sense either.
  const bare = /^(["'])([^"']*)\1$/.exec(text);
  if (bare?.[1] === "'") return bare[2];
  const inner = bare?.[2] ?? text;
  if (/["']/.test(inner)) return undefined;
  const unknown: string[] = [];
  const expanded = inner.replace(
    variable,
    (...[, escaped, plain, braced, operator = '', word = '']: (string | undefined)[]): string => {
      if (escaped !== undefined) return escaped;
      const value = variables.get(plain ?? braced ?? '');
      if (value === undefined) unknown.push(plain ?? braced ?? '$');
      const isEmpty = value === '' && operator.startsWith(':');
      if (operator.endsWith('+')) return isEmpty ? '' : word;
      return isEmpty ? word : (value ?? '');
    },
  );
  return unknown.length === 0 ? expanded : undefined;
};

/** The variables of the FROM lines. */
export const globalVariables = ({ args }: Dockerfile, given: BuildArguments = {}): Variables => {
  const known = new Map<string, string | undefined>();
  for (const each of args) declare(each, known, { given });
  return known;
};

export interface Scope {
  readonly given: BuildArguments;
  readonly globals?: Variables;
  /** Names that ENV has set: no ARG changes them. */
  readonly fixed?: Set<string>;
}

/** Takes up what an ARG or ENV says. */
export const declare = (
  { kind, variables }: VariableInstruction,
  known: Map<string, string | undefined>,
  { given, globals, fixed }: Scope,
): void => {
  for (const { name, value } of variables) {
    const own = value === undefined ? globals?.get(name) : expand(value, known);
    if (kind === 'env') {
      fixed?.add(name);
      known.set(name, own);
    } else if (fixed?.has(name) !== true)
      known.set(name, Object.hasOwn(given, name) ? given[name] : own);
  }
};
