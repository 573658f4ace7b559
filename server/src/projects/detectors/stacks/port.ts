/**
 * The port that a source text most likely listens on: `":8080"`, `"0.0.0.0:8080"`, `port = 8080`,
 * `.listen(8080)`. `undefined` when there is no such thing.
 */
export const portIn = (text: string): number | undefined => {
  const found =
    /["'`](?:\d+\.\d+\.\d+\.\d+|localhost|\[::\])?:(\d{4,5})["'`]/.exec(text) ??
    /\bport["'\]]*\s*(?:=|:|\|\||\?\?|,)+\s*["']?(\d{4,5})\b/i.exec(text) ??
    /\b(?:listen|bind)\w*\([^)]*?\b(\d{4,5})\b/i.exec(text);
  const port = Number(found?.[1]);
  return port >= 1024 && port <= 65535 ? port : undefined;
};
