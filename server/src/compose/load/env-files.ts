import { readEnvFile, type EnvFileError } from '../files/dotenv.ts';
import { Source, type Origin } from '../yaml/source.ts';
import { lookupIn, readSource, type LoadContext, type Variables } from './context.ts';

export interface EnvFileRequest {
  readonly path: string;
  /** Where the file is named; its own first line when nowhere. */
  readonly namedAt?: Origin;
  readonly optional: boolean;
}

interface EnvFileCodes {
  readonly missingCode: string;
}

/** Reads env files in order; `known` wins over what they say, later files over earlier ones. */
export const readEnvFiles = async (
  files: readonly EnvFileRequest[],
  known: Variables,
  context: LoadContext,
  { missingCode }: EnvFileCodes,
): Promise<Record<string, string>> => {
  const into = new Map<string, string>();
  for (const file of files) {
    const source = await readSource(context, file.path);
    if ('error' in source) {
      if (!file.optional) reportMissing(file, source.error, missingCode, context);
      continue;
    }
    readInto(source, into, lookupIn(known), context);
  }
  return Object.fromEntries(into);
};

/** Nobody reads more of one file. */
const maxErrors = 20;

/**
 * Adds one file's variables; what is wrong with it is reported in the file itself. Compose stops at
 * the first mistake. Here the lines behind it count too: what they set is not to be told of as unset.
 */
export const readInto = (
  source: Source,
  into: Map<string, string>,
  lookup: (name: string) => string | undefined,
  context: LoadContext,
): void => {
  let { text } = source;
  for (let errors = 0; errors < maxErrors; errors += 1) {
    const error = readEnvFile(text, { lookup, into });
    if (error === undefined) return;
    reportEnvFile(source, error, context);
    const start = lineStart(text, error.line);
    text = `${text.slice(0, start)}${text.slice(start).replace(/^[^\n]*/, '')}`;
  }
};

export const reportEnvFile = (
  source: Source,
  { line, message }: EnvFileError,
  { report }: LoadContext,
): void => {
  report.at(
    { source, start: lineStart(source.text, line), end: lineStart(source.text, line + 1) },
    'env-file-syntax',
    `failed to read ${source.path}: line ${line}: ${message}`,
  );
};

const lineStart = (text: string, line: number): number => {
  let at = 0;
  for (let count = 1; count < line; count += 1) {
    const next = text.indexOf('\n', at);
    if (next === -1) return text.length;
    at = next + 1;
  }
  return at;
};

const reportMissing = (
  { path, namedAt }: EnvFileRequest,
  error: string,
  code: string,
  context: LoadContext,
): void => {
  const origin = namedAt ?? { source: new Source(path, ''), start: 0, end: 0 };
  const message = error.endsWith('no such file or directory')
    ? `couldn't find env file: ${path}`
    : error;
  context.report.at(origin, code, message);
};
