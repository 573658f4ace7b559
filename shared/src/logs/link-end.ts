const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
const punctuation = '.,;:!?*_~…。，、；：！？）」』】》»”’';

/** A URL in a sentence ends before the sentence does, and a bracket closes one that was opened in it. */
export const withoutTrailing = (url: string): string => {
  // What ends like this goes on in no URL: such lines are Chinese or Japanese.
  const cut = url.search(/[。，、；：！？（）「」『』【】《》]/);
  let end = cut === -1 ? url.length : cut;
  for (; end > 0; end--) {
    const last = url.charAt(end - 1);
    const opening = closing[last];
    if (
      opening === undefined
        ? !punctuation.includes(last)
        : isBalanced(url.slice(0, end), opening, last)
    )
      break;
  }
  return url.slice(0, end);
};

const isBalanced = (text: string, opening: string, last: string): boolean =>
  text.split(opening).length >= text.split(last).length;
