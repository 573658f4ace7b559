/** Longer nobody is made to wait for what could have been begun. */
const longestMs = 200;

/**
 * How long typing must pause before a file is judged: small ones at once, large ones, whose judgement
 * takes longer than the next key, when it does.
 *
 * @param costMs what the last one took
 */
export const typingPauseMs = (costMs: number, leastMs: number): number =>
  Math.max(leastMs, Math.min(costMs, longestMs));
