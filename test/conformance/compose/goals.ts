import type { Share } from './measure.ts';

/** The least percentage of each figure, by its name. */
export const goals: Readonly<Record<string, number>> = {
  'valid projects, as the reference prints them': 99,
  'a sample through the hb process': 100,
  'the same without interpolation': 99,
  'the same with all profiles': 99,
  'service hashes': 99,
  'files that must be refused, invalid and real': 99,
  'errors on the known line': 95,
  'look-alikes accepted': 100,
};

export const percentOf = ({ reached, total }: Share): number =>
  total === 0 ? 100 : (100 * reached) / total;

export const isMissed = (share: Share): boolean => percentOf(share) < (goals[share.name] ?? 100);
