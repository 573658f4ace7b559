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

/** Whether an error of the parser is none to Compose: a tag that nobody knows is passed over. */
export const isReadable = ({ code, message }: YAMLError): boolean =>
  code === 'MULTIPLE_DOCS' ||
  (code === 'TAG_RESOLVE_FAILED' && !message.startsWith('Could not resolve tag'));

/**
 * For Compose a lone `\r` ends a line too, and so do the line ends that Unicode has of its own; the
 * parser knows none of them. Places stay as they are.
 */
export const withLineEnds = (text: string): string =>
  /[\r\u0085\u2028\u2029]/.test(text) ? text.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n') : text;
