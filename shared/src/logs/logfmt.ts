const pair = /([\w.@/-]{1,100})=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y;

/** The pairs of a line that is nothing but `key=value`; at least two, as one is often a sentence's. */
export const logfmtPairs = (text: string): readonly (readonly [string, string])[] | undefined => {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    pair.lastIndex = at;
    const [, key = '', value = ''] = pair.exec(text) ?? [];
    if (key === '') return undefined;
    pairs.push([key, unquoted(value)]);
  }
  return pairs.length < 2 ? undefined : pairs;
};

const unquoted = (value: string): string => {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value.slice(1, -1);
  }
};
