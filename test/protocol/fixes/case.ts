/** A file with something wrong in it, and what one of the fixes for that makes of it. */
export interface FixCase {
  readonly code: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What else is in the folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the fix makes beside the file. */
  readonly makes?: Readonly<Record<string, string>>;
  /** What is right to be found afterwards: the fix leaves a choice open. */
  readonly leaves?: readonly string[];
}

/** One service with more attributes, which are indented as they stand in a file. */
export const service = (more: string, after = ''): string =>
  `services:\n  web:\n    image: a:1\n${more}${after}`;
