import type { Random } from '../random.ts';
import { heavyMutations } from './heavy-mutations.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { spotMutations } from './spot-mutations.ts';
import { spotsOf, type Spot } from './spots.ts';
import { textMutations } from './text-mutations.ts';

/** What grows without end says nothing new. */
const maxLength = 400_000;

export interface Mutated {
  readonly text: string;
  /** The names of what was done, in order. */
  readonly steps: readonly string[];
}

/** Applies a few mutations, most of them to the structure. */
export const mutate = (
  text: string,
  { random, donor }: MutationContext,
  originalSpots: readonly Spot[],
): Mutated => {
  const steps: string[] = [];
  let result = text;
  for (let left = countOf(random); left > 0 && result.length < maxLength; left -= 1) {
    const spots = result === text ? originalSpots : spotsOf(result);
    const [name, mutation] = draw(random, spots);
    steps.push(name);
    result = mutation(result, { random, donor });
  }
  return { text: result, steps };
};

/** Mostly one to three: what is spoilt all over is refused by the first step of the loader. */
const countOf = (random: Random): number => {
  let count = 1;
  while (count < 8 && random.below(5) < 2) count += 1;
  return count;
};

const texts = Object.entries(textMutations);
const structures = Object.entries(spotMutations);
const heavy = Object.entries(heavyMutations);

const draw = (random: Random, spots: readonly Spot[]): readonly [name: string, Mutation] => {
  if (spots.length === 0 || random.once(4)) return random.pick(texts);
  const [name, mutation] = random.pick(random.once(30) ? heavy : structures);
  const spot = random.pick(spots);
  return [name, (text, context) => mutation(text, spot, { ...context, spots })];
};
