import { systemCodeOf } from '../../base/error.ts';
import type { Pause, ReadText } from '../load-contract.ts';
import type { Report } from '../report.ts';
import type { Origin } from '../yaml/source.ts';
import { Source } from '../yaml/source.ts';
import type { ParsedText } from '../yaml/parse.ts';
import type { Path, TreeNode } from '../yaml/tree.ts';

/** What the steps of one load share. */
export interface LoadContext {
  readonly report: Report;
  readonly readText: ReadText;
  readonly pause: Pause;
  /** Every path that was tried, in order. */
  readonly inputs: Set<string>;
  readonly interpolated: boolean;
  /** What `~` stands for. */
  readonly home: string | undefined;
  /** Compose files by path, as they were parsed; whoever changes a tree clones it first. */
  readonly parsed: Map<string, Promise<ParsedFile | { readonly error: string }>>;
  /** How many files were included so far; they may multiply. */
  readonly includes: { count: number };
  /** Services of files named by `extends`, by path. */
  readonly extended: Map<string, Promise<ExtendedFile | undefined>>;
}

export interface ParsedFile extends ParsedText {
  readonly source: Source;
  /** Whether somebody has made the documents their own, and changes them. */
  taken: boolean;
}

export interface ExtendedFile {
  readonly services: Map<string, { key: Origin; value: TreeNode }> | 'none' | 'no-mapping';
  readonly origin: Origin;
  readonly resets: readonly Path[];
}

/** How interpolation and `environment` find variables. */
export type Variables = Readonly<Record<string, string>>;

export const lookupIn =
  (variables: Variables) =>
  (name: string): string | undefined =>
    Object.hasOwn(variables, name) ? variables[name] : undefined;

/** The file's text, or why it cannot be read in the words of the operating system. */
export const readSource = async (
  context: LoadContext,
  path: string,
): Promise<Source | { readonly error: string }> => {
  context.inputs.add(path);
  try {
    return new Source(path, await context.readText(path));
  } catch (error) {
    return { error: describeReadError(error, path) };
  }
};

export const describeReadError = (error: unknown, path: string): string => {
  const code = systemCodeOf(error) ?? '';
  return (
    readErrors[code]?.(path) ??
    `open ${path}: ${error instanceof Error ? error.message : String(error)}`
  );
};

const readErrors: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `open ${path}: no such file or directory`,
  ENOTDIR: (path) => `open ${path}: no such file or directory`,
  EISDIR: (path) => `read ${path}: is a directory`,
  EACCES: (path) => `open ${path}: permission denied`,
  ELOOP: (path) => `open ${path}: too many levels of symbolic links`,
};
