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

/** Adds one file's variables; what is wrong with it is reported in the file itself. */
export const readInto = (
  source: Source,
  into: Map<string, string>,
  lookup: (name: string) => string | undefined,
  context: LoadContext,
): boolean => {
  const error = readEnvFile(source.text, { lookup, into });
  if (error === undefined) return true;
  reportEnvFile(source, error, context);
  return false;
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
