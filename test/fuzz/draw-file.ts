import type { Material } from './material.ts';
import { mutate } from './mutate/mutate.ts';
import { spotsOf, type Spot } from './mutate/spots.ts';
import { targetText, withText, type FuzzProject } from './project.ts';
import { Random } from './random.ts';

export interface DrawnFile {
  readonly project: FuzzProject;
  readonly steps: readonly string[];
}

const spotsByText = new Map<string, readonly Spot[]>();

const knownSpots = (text: string): readonly Spot[] => {
  const known = spotsByText.get(text) ?? spotsOf(text);
  spotsByText.set(text, known);
  return known;
};

/** The file of a number: the same for the same seed, whoever asks and in whatever order. */
export const drawFile = async (
  material: Material,
  { seed, index }: { readonly seed: number; readonly index: number },
): Promise<DrawnFile> => {
  const random = new Random(seed, index);
  const project = await material.draw(random);
  const text = targetText(project);
  const donorText = targetText(await material.draw(random));
  const donor = { text: donorText, spots: knownSpots(donorText) };
  const mutated = mutate(text, { random, donor }, knownSpots(text));
  return { project: withText(project, mutated.text), steps: mutated.steps };
};
