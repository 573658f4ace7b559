/**
 * The paragraphs of a text that others do not show already; `undefined` when nothing worth showing is
 * left. Links to the documentation are worth nothing alone.
 */
export const restOfHover = (text: string, others: readonly string[]): string | undefined => {
  const shown = plain(others.join('\n'));
  const all = paragraphs(text);
  const rest = all.filter((part) => !shown.includes(plain(part)));
  if (rest.length === all.length) return text;
  const own = rest.filter((part) => !isOnlyLink(part));
  return own.length === 0 ? undefined : own.join('\n\n');
};

/** A block of code is one, with all its empty lines. */
const paragraphs = (text: string): readonly string[] =>
  (text.match(/```[\s\S]*?```|(?:(?!```)[^\n]+\n?)+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isOnlyLink = (part: string): boolean => /^(?:\w+: )?\[[^\]]*\]\([^)]*\)$/.test(part);

/** Without what Markdown adds or escapes. */
const plain = (text: string): string =>
  text
    .replaceAll(/\\([^\w\s])/g, '$1')
    .replaceAll(/&nbsp;|&#160;/g, ' ')
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
