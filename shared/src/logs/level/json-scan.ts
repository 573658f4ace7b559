/**
 * Calls `visit` for every value of an object that is a word or a number, until it answers false.
 * Nothing is built, and an object that is cut off is read as far as it goes: only the level of a line
 * is wanted, of a million lines. Values of an inner "log" count as "log.…" (Elastic's schema).
 */
export const topLevelValues = (
  text: string,
  at: number,
  visit: (key: string, value: string) => boolean,
): void => {
  let depth = 0;
  let outer = '';
  special.lastIndex = at;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const sign = found[0];
    if (sign === '{' || sign === '[') depth++;
    else if (sign !== '"') {
      if (--depth === 0) return;
    } else {
      const end = endOfString(text, found.index);
      if (end === -1) return;
      special.lastIndex = end + 1;
      const isOuter = depth === 1;
      if (!isOuter && !(depth === 2 && outer === 'log')) continue;
      afterKey.lastIndex = end + 1;
      const value = afterKey.exec(text);
      if (value === null) continue;
      const key = text.slice(found.index + 1, end);
      if (isOuter) outer = key;
      const [whole, word, bare] = value;
      const name = isOuter ? key : `log.${key}`;
      if ((word ?? bare) !== undefined && !visit(name, word ?? bare ?? '')) return;
      // A text that is not read as a value is skipped as a string.
      special.lastIndex = end + 1 + whole.length;
    }
  }
};

const special = /["{}[\]]/g;

/** The colon after a key, and a short value: words of a level are. */
const afterKey = /\s{0,20}:\s{0,20}(?:"([^"\\]{0,40})"|(-?\d{1,19}|[a-z]{4,5})(?=[\s,}]))?/y;

const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charAt(end - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
};
