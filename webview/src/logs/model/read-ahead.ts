/** How much of the window is out of sight, in screens, and where the user is going. */
export interface Spare {
  readonly above: number;
  readonly below: number;
  readonly heading: 'start' | 'end';
}

/** Screens of lines that are read before the user comes to them. */
const ahead = 5;

/**
 * At which ends more lines are wanted. A full window loses at one what it gains at the other, so it grows
 * only where the user is heading: else two ends that are both near would be read in turns for ever.
 */
export const wantedEnds = (
  { above, below, heading }: Spare,
  { isFull }: { readonly isFull: boolean },
): { readonly earlier: boolean; readonly later: boolean } => ({
  earlier: above < ahead && (!isFull || heading === 'start'),
  later: below < ahead && (!isFull || heading === 'end'),
});
