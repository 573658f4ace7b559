import type { Random } from '../random.ts';
import type { Spot } from './spots.ts';

export interface MutationContext {
  readonly random: Random;
  /** Another file of the corpus, to take from. */
  readonly donor: { readonly text: string; readonly spots: readonly Spot[] };
}

/** One way to spoil a text; answers with it as it was where there is nothing to spoil. */
export type Mutation = (text: string, context: MutationContext) => string;

/** The same, at a value of the text. */
export type SpotMutation = (
  text: string,
  spot: Spot,
  context: MutationContext & { readonly spots: readonly Spot[] },
) => string;

export const splice = (text: string, from: number, to: number, insert: string): string =>
  text.slice(0, from) + insert + text.slice(to);
