import { stringify } from 'yaml';

/** A value as a block of YAML, without an end of line; further lines are indented by `column`. */
export const writeBlock = (value: unknown, column: number, step: number): string => {
  const text = stringify(value, { lineWidth: 0, indent: step, compat: 'yaml-1.1' }).trimEnd();
  // Some readers take a lone point for a number; those of compose files do not.
  return (
    text
      .replaceAll(/(?<=^|: )"\."$/gm, '.')
      // Nothing is written where nothing stands.
      .replaceAll(/: null$/gm, ':')
      .replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`)
  );
};

/** A text as a scalar that is read as that text. */
export const writeText = (text: string, style: 'plain' | "'" | '"' = 'plain'): string =>
  stringify(text, {
    lineWidth: 0,
    compat: 'yaml-1.1',
    defaultStringType: style === "'" ? 'QUOTE_SINGLE' : style === '"' ? 'QUOTE_DOUBLE' : 'PLAIN',
  }).trimEnd();

/** Quoted in the same way as what stood there. */
export const writeLike = (text: string, before: string): string => {
  const [first] = before;
  return writeText(text, first === "'" || first === '"' ? first : 'plain');
};

/** A value on one line, also within other brackets. */
export const writeFlow = (value: unknown): string =>
  stringify(value, { lineWidth: 0, collectionStyle: 'flow', compat: 'yaml-1.1' }).trimEnd();
