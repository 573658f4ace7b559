import type { CharSet } from './char-set.ts';
import type { Syntax } from './syntax.ts';

/** Each sign of an expression is a state, entered by reading it (Glushkov's construction). */
export interface Automaton {
  readonly sets: readonly CharSet[];
  /** Which states come after one. */
  readonly following: readonly ReadonlySet<number>[];
  /** States in which the expression can be at its end, whatever comes. */
  readonly ends: ReadonlySet<number>;
  /** Steps that can be made for more than one reason, such as either repetition of `(a+)+`. */
  readonly doubled: readonly (readonly [from: number, to: number])[];
}

/** Nobody types more, and the time that judging takes grows with its square. */
const stateLimit = 100;

/** Fewer repetitions than this are written out, more are taken as any number. */
const fewRepeats = 8;

interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly canBeEmpty: boolean;
}

const empty: Part = { first: [], last: [], canBeEmpty: true };

/** That of an expression, and one each of what it looks at; `undefined` when it is too large. */
export const automataOf = (syntax: Syntax): readonly Automaton[] | undefined => {
  const automata: Automaton[] = [];
  const waiting = [syntax];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const builder = new Builder(waiting);
    const { last } = builder.build(next);
    if (builder.sets.length > stateLimit) return undefined;
    const { sets, following, doubled, hasConditions } = builder;
    automata.push({ sets, following, doubled, ends: new Set(hasConditions ? [] : last) });
  }
  return automata;
};

class Builder {
  readonly sets: CharSet[] = [];
  readonly following: Set<number>[] = [];
  readonly doubled: (readonly [number, number])[] = [];
  hasConditions = false;
  readonly #looks: Syntax[];

  constructor(looks: Syntax[]) {
    this.#looks = looks;
  }

  build(syntax: Syntax): Part {
    if (this.sets.length > stateLimit) return empty;
    switch (syntax.kind) {
      case 'set': {
        const state = this.sets.push(syntax.set) - 1;
        this.following.push(new Set());
        return { first: [state], last: [state], canBeEmpty: false };
      }
      case 'sequence':
        return this.#inTurn(syntax.parts.map((part) => this.build(part)));
      case 'choice': {
        const parts = syntax.parts.map((part) => this.build(part));
        return {
          first: parts.flatMap(({ first }) => first),
          last: parts.flatMap(({ last }) => last),
          canBeEmpty: parts.some(({ canBeEmpty }) => canBeEmpty),
        };
      }
      case 'repeat':
        return this.#repeat(syntax);
      case 'look':
        this.#looks.push(syntax.part);
        this.hasConditions = true;
        return empty;
      case 'condition':
        this.hasConditions = true;
        return empty;
    }
  }

  #repeat({ part, min, max }: Extract<Syntax, { kind: 'repeat' }>): Part {
    if (max === 0) return empty;
    if (max <= fewRepeats) {
      const copies = this.#copies(part, min, max);
      return { ...copies, canBeEmpty: copies.canBeEmpty || min === 0 };
    }
    const body = this.build(part);
    this.#connect(body.last, body.first);
    return { ...body, canBeEmpty: body.canBeEmpty || min === 0 };
  }

  /** `a{1,3}` is `a(a(a)?)?`: one after another, of which the last ones may be missing. */
  #copies(part: Syntax, min: number, max: number): Part {
    const copy = this.build(part);
    if (max <= 1) return copy;
    const others = this.#copies(part, min - 1, max - 1);
    return this.#inTurn([copy, { ...others, canBeEmpty: others.canBeEmpty || min <= 1 }]);
  }

  #inTurn(parts: readonly Part[]): Part {
    return parts.reduce((before, after) => {
      this.#connect(before.last, after.first);
      return {
        first: before.canBeEmpty ? [...before.first, ...after.first] : before.first,
        last: after.canBeEmpty ? [...before.last, ...after.last] : after.last,
        canBeEmpty: before.canBeEmpty && after.canBeEmpty,
      };
    }, empty);
  }

  #connect(from: readonly number[], to: readonly number[]): void {
    for (const state of from) {
      for (const next of to) {
        const following = this.following[state];
        if (following?.has(next) === true) this.doubled.push([state, next]);
        following?.add(next);
      }
    }
  }
}
