/** Where a quoted scalar or a flow collection that begins at `start` ends; `undefined` when it does not. */
export const spanEnd = (text: string, start: number): number | undefined => {
  const first = text[start];
  if (first === '"' || first === "'") return quoteEnd(text, start, first);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if ((char === '"' || char === "'") && beginsValue(text, at)) {
      const end = quoteEnd(text, at, char);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (char === '#' && /\s/.test(text[at - 1] ?? '')) {
      const newline = text.indexOf('\n', at);
      if (newline === -1) return undefined;
      at = newline;
    }
  }
  return undefined;
};

/** In `it's` the quote is text. */
const beginsValue = (text: string, at: number): boolean => /[\s,:[{]/.test(text[at - 1] ?? ' ');

const quoteEnd = (text: string, start: number, quote: string): number | undefined => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return undefined;
};
