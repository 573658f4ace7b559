/**
 * JSON with comments and trailing commas, as devcontainer.json and tsconfig.json are written.
 * Comments become spaces, so that strings that look like comments stay what they are.
 */
export const parseJsonc = (text: string): unknown => {
  // A string, a comment of either kind, or a comma with nothing but space and comments up to a bracket.
  const tokens =
    /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*[\]}])/g;
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(tokens, (token) => (token.startsWith('"') ? token : ' '));
  return parseJson(plain);
};

/** `undefined` for what is no JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};
