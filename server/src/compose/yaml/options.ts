import type { DocumentOptions, ParseOptions, SchemaOptions, YAMLError } from 'yaml';

/** How compose files are parsed, whole or in parts. */
export const parserOptions = {
  // Every plain scalar stays text: `scalars.ts` reads them as Compose does.
  schema: 'failsafe',
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;

const ignored = new Set(['TAG_RESOLVE_FAILED', 'MULTIPLE_DOCS']);

/** Whether an error of the parser is none to Compose. */
export const isReadable = ({ code }: YAMLError): boolean => ignored.has(code);

/** A lone `\r` ends a line too, for YAML and for Compose, but not for the parser; places stay. */
export const withLineEnds = (text: string): string =>
  text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
