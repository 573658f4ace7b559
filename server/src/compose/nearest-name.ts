import { editDistance } from './schema/edit-distance.ts';

/** Names by how many letters they differ from one in, at most as many as `most` allows; the nearest first. */
export const namesNear = (
  name: string,
  names: Iterable<string>,
  most: (other: string) => number = () => Infinity,
): readonly string[] =>
  [...names]
    .map((other) => ({ other, distance: editDistance(other, name) }))
    .filter(({ other, distance }) => distance <= most(other))
    .sort((a, b) => a.distance - b.distance)
    .map(({ other }) => other);

/** One letter in three may be wrong. */
export const thirdOf = ({ length }: string): number => Math.max(1, length / 3);

/** "Did you mean …?", of a name that nothing has, in capitals or not. */
export const nearestName = (name: string, names: readonly string[]): string | undefined => {
  const [nearest] = namesNear(
    name.toLowerCase(),
    names.map((each) => each.toLowerCase()),
    thirdOf,
  );
  return names.find((each) => each.toLowerCase() === nearest);
};
