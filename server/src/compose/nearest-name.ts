import { editDistance } from './schema/edit-distance.ts';

/** "Did you mean …?", of a name that nothing has. */
export const nearestName = (name: string, names: readonly string[]): string | undefined =>
  names
    .map((each) => ({ each, distance: editDistance(each.toLowerCase(), name.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= Math.max(1, Math.floor(each.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.each;
