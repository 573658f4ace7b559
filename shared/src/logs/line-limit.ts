/**
 * Of a longer line only this much is laid out, searched and understood, so that a line of 10 MB costs
 * no more than its beginning. What is saved and copied is always the whole.
 */
export const lineLimit = 10_000;

/** The first `limit` characters at most; never half of a surrogate pair. */
export const firstOf = (text: string, limit = lineLimit): string => {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
};
