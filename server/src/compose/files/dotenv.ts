import { substitute } from '../interpolate/template.ts';

/** What went wrong in an env file; lines count from 1. */
export interface EnvFileError {
  readonly line: number;
  readonly message: string;
}

interface EnvFileOptions {
  /** Found before what the file itself sets. */
  readonly lookup: (name: string) => string | undefined;
  /** Set by the files before; filled by this one. */
  readonly into: Map<string, string>;
  /** Told of each variable that is set, with where its name begins. */
  readonly onSet?: (name: string, start: number) => void;
}

/**
 * Reads an env file with Compose's grammar: `export`, `#` comments, `KEY: value`, quotes over several
 * lines, `\n` and `$VAR` in double quotes, a bare `KEY` taken from the environment. Stops at the first
 * error, as Compose does. Source: compose-go `dotenv`.
 */
export const readEnvFile = (
  text: string,
  { lookup, into, onSet }: EnvFileOptions,
): EnvFileError | undefined => {
  const source = text.replace(/^\uFEFF/, '');
  const mark = text.length - source.length;
  const find = (name: string): string | undefined => lookup(name) ?? into.get(name);
  let at = 0;
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length;
  for (;;) {
    at = skipBlank(source, at);
    if (at >= source.length) return undefined;
    const start = at;
    const key = readKey(source, at);
    if ('error' in key) return { line: lineAt(start), message: key.error };
    if (key.name.includes(' ')) {
      return { line: lineAt(start), message: 'key cannot contain a space' };
    }
    at = key.end;
    onSet?.(key.name, key.start + mark);
    if (key.inherited) {
      const value = find(key.name);
      if (value !== undefined) into.set(key.name, value);
      continue;
    }
    const value = readValue(source, at);
    if ('error' in value) return { line: lineAt(start), message: value.error };
    at = value.end;
    if (!value.expand) {
      into.set(key.name, value.text);
      continue;
    }
    const result = substitute(value.text, find);
    if (result.error !== undefined) {
      const message =
        result.error.kind === 'syntax'
          ? `Invalid template: ${JSON.stringify(value.text)}`
          : `required variable ${result.error.variable} is missing a value: ${result.error.reason}`;
      return { line: lineAt(start), message };
    }
    into.set(key.name, result.text);
  }
};

const skipBlank = (source: string, from: number): number => {
  let at = from;
  for (;;) {
    while (at < source.length && /\s/.test(source[at] ?? '')) at += 1;
    if (source[at] !== '#') return at;
    const lineEnd = source.indexOf('\n', at);
    if (lineEnd === -1) return source.length;
    at = lineEnd;
  }
};

type Key =
  | {
      readonly name: string;
      readonly start: number;
      readonly end: number;
      readonly inherited: boolean;
    }
  | { readonly error: string };

const readKey = (source: string, from: number): Key => {
  const exported = /^export[^\S\n]+/.exec(source.slice(from, from + 200));
  const start = from + (exported?.[0].length ?? 0);
  for (let at = start; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '=' || character === ':' || character === '\n') {
      const inherited = character === '\n';
      let end = at + 1;
      while (end < source.length && /[^\S\n]/.test(source[end] ?? '')) end += 1;
      return { name: source.slice(start, at).trimEnd(), start, end, inherited };
    }
    if (!/[\s_.\-[\]\p{L}\p{N}]/u.test(character)) {
      const line = source.slice(start).split('\n')[0] ?? '';
      return {
        error: `unexpected character ${JSON.stringify(character)} in variable name ${JSON.stringify(line)}`,
      };
    }
  }
  // To the reference a last line without `=` and without a line end is the value of no name.
  return { name: '', start, end: start, inherited: false };
};

type Value =
  | { readonly text: string; readonly end: number; readonly expand: boolean }
  | { readonly error: string };

const readValue = (source: string, from: number): Value => {
  const quote = source[from];
  if (quote !== '"' && quote !== "'") {
    const lineEnd = source.indexOf('\n', from);
    const end = lineEnd === -1 ? source.length : lineEnd + 1;
    const line = source.slice(from, lineEnd === -1 ? source.length : lineEnd);
    return { text: (line.split(' #')[0] ?? '').trimEnd(), end, expand: true };
  }
  let text = '';
  for (let at = from + 1; at < source.length; at += 1) {
    const character = source[at] ?? '';
    const next = source[at + 1];
    if (character === '\\' && next !== undefined) {
      text += next === quote ? quote : `\\${next}`;
      at += 1;
    } else if (character === quote) {
      return quote === '"'
        ? { text: expandEscapes(text), end: at + 1, expand: true }
        : { text, end: at + 1, expand: false };
    } else {
      text += character;
    }
  }
  const line = source.slice(from).split('\n')[0] ?? '';
  return { error: `unterminated quoted value ${line}` };
};

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // Left for the expansion that follows, which reads `$$` as a dollar.
  $: '$$',
};

const expandEscapes = (text: string): string =>
  text.replace(/\\(?:([abfnrtv"\\$])|0([0-7]{3}))/g, (whole, simple?: string, octal?: string) =>
    simple !== undefined
      ? (simpleEscapes[simple] ?? whole)
      : String.fromCharCode(Number.parseInt(octal ?? '0', 8)),
  );
