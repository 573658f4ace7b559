import { automataOf, type Automaton } from './automaton.ts';
import { overlaps } from './char-set.ts';
import { syntaxOf } from './syntax.ts';

/**
 * Whether an expression can take time that doubles with each letter of a text, as `(\w+\s?)+:` does:
 * there are two ways to read something over and over, and all combinations of them are tried before
 * it is sure that no match is at the end of any. What is too large to be judged is let pass.
 */
export const canRunAway = (expression: RegExp): boolean =>
  automataOf(syntaxOf(expression))?.some(isAmbiguous) ?? false;

/**
 * Not at its end, a state from which the same text leads back to it in two ways (Weber and Seidl's criterion): two
 * readers start there together, part, and meet there again.
 */
const isAmbiguous = (automaton: Automaton): boolean => {
  const { following, doubled, ends } = automaton;
  const after = (state: number): Iterable<number> => following[state] ?? [];
  const isDoubled = doubled.some(([from, to]) => !ends.has(from) && reached([to], after).has(from));
  if (isDoubled) return true;
  const returning = following.flatMap((next, state) =>
    reached([...next], after).has(state) ? [state] : [],
  );
  const pairs = pairsOf(automaton, returning);
  return returning.some((state) => {
    if (ends.has(state)) return false;
    const start = state * following.length + state;
    const parted = reached([start], (pair) => pairs.after.get(pair) ?? []);
    const back = reached([start], (pair) => pairs.before.get(pair) ?? []);
    return [...parted].some((pair) => pair % (following.length + 1) !== 0 && back.has(pair));
  });
};

/** More steps of two readers are not looked at: it would take as long as what is looked for. */
const stepLimit = 50_000;

interface Pairs {
  readonly after: ReadonlyMap<number, readonly number[]>;
  readonly before: ReadonlyMap<number, readonly number[]>;
}

/** Where two readers can be who start together in states that can be come back to. */
const pairsOf = ({ sets, following }: Automaton, states: readonly number[]): Pairs => {
  const size = sets.length;
  const isReturning = new Set(states);
  const after = new Map<number, number[]>();
  const before = new Map<number, number[]>();
  let steps = 0;
  reached(
    states.map((state) => state * size + state),
    (pair) => {
      const next: number[] = [];
      for (const one of following[Math.floor(pair / size)] ?? []) {
        for (const other of following[pair % size] ?? []) {
          if (!isReturning.has(one) || !isReturning.has(other) || steps++ > stepLimit) continue;
          if (overlaps(sets[one] ?? [], sets[other] ?? [])) next.push(one * size + other);
        }
      }
      after.set(pair, next);
      for (const other of next) {
        const leading = before.get(other);
        if (leading === undefined) before.set(other, [pair]);
        else leading.push(pair);
      }
      return next;
    },
  );
  return { after, before };
};

/** The states themselves, and all that can be reached from them. */
const reached = (
  from: readonly number[],
  next: (state: number) => Iterable<number>,
): ReadonlySet<number> => {
  const found = new Set(from);
  const waiting = [...from];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const other of next(state)) {
      if (found.has(other)) continue;
      found.add(other);
      waiting.push(other);
    }
  }
  return found;
};
