import {
  anything,
  between,
  classes,
  opposite,
  property,
  single,
  withBothCases,
  type CharSet,
} from './char-set.ts';

export type Syntax =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'repeat'; readonly part: Syntax; readonly min: number; readonly max: number }
  /** An end, an edge of a word, what was matched before: it may fail whatever was read. */
  | { readonly kind: 'condition' }
  /** What is looked at, ahead or behind, without going on. */
  | { readonly kind: 'look'; readonly part: Syntax };

const nothing: Syntax = { kind: 'sequence', parts: [] };

/** The structure of a regular expression that JavaScript has accepted. */
export const syntaxOf = ({ source, ignoreCase }: RegExp): Syntax =>
  new Reader(source, ignoreCase).choice();

class Reader {
  readonly #text: string;
  readonly #ignoreCase: boolean;
  #at = 0;

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text;
    this.#ignoreCase = ignoreCase;
  }

  choice(): Syntax {
    const parts = [this.#sequence()];
    while (this.#take(/\|/y) !== undefined) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] ?? nothing) : { kind: 'choice', parts };
  }

  #sequence(): Syntax {
    const parts: Syntax[] = [];
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text.charAt(this.#at))) {
      parts.push(this.#repeated(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(part: Syntax): Syntax {
    const sign = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (sign === undefined) return part;
    const [, low, comma, high] = /^\{(\d+)(,?)(\d*)\}/.exec(sign) ?? [];
    if (low !== undefined) {
      const max = comma === '' ? Number(low) : high === '' ? Infinity : Number(high);
      return { kind: 'repeat', part, min: Number(low), max };
    }
    return {
      kind: 'repeat',
      part,
      min: sign.startsWith('+') ? 1 : 0,
      max: sign.startsWith('?') ? 1 : Infinity,
    };
  }

  #atom(): Syntax {
    const group = this.#take(/\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/y);
    if (group !== undefined) {
      const part = this.choice();
      this.#take(/\)/y);
      return /[=!]$/.test(group) ? { kind: 'look', part } : part;
    }
    if (this.#take(/\^/y) !== undefined) return nothing;
    if (this.#take(/\$|\\[bB]|\\[1-9]\d*|\\k<[^>]*>/y) !== undefined) {
      return { kind: 'condition' };
    }
    if (this.#take(/\./y) !== undefined) return this.#set(opposite(single('\n')));
    if (this.#take(/\[/y) === undefined) return this.#set(this.#sign());
    return this.#set(this.#class());
  }

  #set(set: CharSet): Syntax {
    return { kind: 'set', set: this.#ignoreCase ? withBothCases(set) : set };
  }

  #class(): CharSet {
    const isOpposite = this.#take(/\^/y) !== undefined;
    const set: (readonly [number, number])[] = [];
    while (this.#at < this.#text.length && this.#take(/\]/y) === undefined) {
      const from = this.#sign();
      const isRange = this.#take(/-(?!\])/y) !== undefined;
      set.push(...(isRange ? between(from, this.#sign()) : from));
    }
    return isOpposite ? opposite(this.#ignoreCase ? withBothCases(set) : set) : set;
  }

  #sign(): CharSet {
    const escape = this.#take(
      /\\(?:[pP]\{[^}]*\}|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[\s\S])/y,
    );
    if (escape !== undefined) return ofEscape(escape.slice(1));
    return single(this.#take(/[\s\S]/uy) ?? '');
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

const controls: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  v: '\v',
  f: '\f',
  b: '\b',
  '0': '\0',
};

const ofEscape = (escape: string): CharSet => {
  const [, opposed, name = ''] = /^(?:(P)|p)\{(?:.*=)?(.*)\}$/.exec(escape) ?? [];
  if (name !== '') return opposed === undefined ? property(name) : opposite(property(name));
  const hex = /^(?:u\{?|x)([\da-fA-F]{2,})\}?$/.exec(escape)?.[1];
  if (hex !== undefined) return single(String.fromCodePoint(parseInt(hex, 16)));
  if (/^c./.test(escape)) return anything;
  return classes[escape] ?? single(controls[escape] ?? escape);
};
