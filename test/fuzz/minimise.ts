/** How long the judge is asked at most, for lines and for characters each. */
const maxMs = 20_000;

/**
 * The smallest part of `text` found that `isBad` still holds for: leaves out ever smaller runs of
 * lines, then of characters.
 */
export const minimise = async (
  text: string,
  isBad: (text: string) => Promise<boolean>,
): Promise<string> => {
  let deadline = performance.now() + maxMs;
  const ask = async (candidate: string): Promise<boolean> =>
    performance.now() < deadline && (await isBad(candidate));
  const lines = await shrink(text.split(/(?<=\n)/), (parts) => ask(parts.join('')));
  deadline = performance.now() + maxMs;
  const characters = await shrink(lines.join('').split(''), (parts) => ask(parts.join('')));
  return characters.join('');
};

const shrink = async (
  parts: readonly string[],
  isBad: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> => {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : size >> 1) {
    for (let at = 0; at < kept.length;) {
      const without = kept.toSpliced(at, size);
      if (without.length < kept.length && (await isBad(without))) kept = without;
      else at += size;
    }
  }
  return kept;
};
