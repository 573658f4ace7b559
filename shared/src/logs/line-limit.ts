/**
 * Of a longer line only this much is laid out, searched and understood, so that a line of 10 MB costs
 * no more than its beginning. What is saved and copied is always the whole.
 */
export const lineLimit = 10_000;

export interface ShownPart {
  readonly text: string;
  /** Characters after it that are there but not shown. */
  readonly hiddenLength: number;
}

/**
 * The beginning of a line, or of one that rewrites itself to its end (the progress bar of a long
 * download is a single line) its last states.
 */
export const shownPart = (raw: string): ShownPart => {
  if (raw.length <= lineLimit) return { text: raw, hiddenLength: 0 };
  const end = raw.slice(-lineLimit);
  const rewritten = end.indexOf('\r');
  if (rewritten !== -1 && rewritten < end.length - 1) {
    return { text: end.slice(rewritten + 1), hiddenLength: 0 };
  }
  const text = raw.slice(0, lineLimit - (splitsCharacter(raw, lineLimit) ? 1 : 0));
  return { text, hiddenLength: raw.length - text.length };
};

/** Half of a surrogate pair is no character. */
const splitsCharacter = (text: string, at: number): boolean => {
  const last = text.charCodeAt(at - 1);
  return last >= 0xd800 && last <= 0xdbff;
};
