export type JsonTokenKind = 'name' | 'string' | 'number' | 'keyword' | 'plain';

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

const token =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Pretty-printed JSON in the parts that have colours of their own. */
export const jsonTokens = (json: string): readonly JsonToken[] => {
  const tokens: JsonToken[] = [];
  let at = 0;
  const plain = (to: number): void => {
    if (to > at) tokens.push({ kind: 'plain', text: json.slice(at, to) });
  };
  for (const { index, 0: whole, 1: text, 2: colon, 3: number } of json.matchAll(token)) {
    plain(index);
    at = index + whole.length;
    if (text !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'name', text });
      if (colon !== undefined) tokens.push({ kind: 'plain', text: colon });
    } else {
      tokens.push({ kind: number === undefined ? 'keyword' : 'number', text: whole });
    }
  }
  plain(json.length);
  return tokens;
};
