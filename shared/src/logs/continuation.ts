/**
 * Whether a line belongs to the one before it of the same source, as the lines of a stack trace do:
 * a filter shows both or neither, and the level of the first is that of all. `previous` is the line
 * before it, blank ones left out.
 */
export const isContinuation = (text: string, previous?: string): boolean =>
  continuing.some((pattern) => pattern.test(text)) ||
  (previous !== undefined && /^(?: {4}(?! *at )| {2}File ")/.test(previous) && heading.test(text));

const heading = /^(?:[a-z_]\w*\.)*[A-Z]\w*(?:: |$)/;

const continuing: readonly RegExp[] = [
  /^\s*$/,
  /^(?: {2,}|\t)\S?/,
  /^(?:Caused by: |Suppressed: |goroutine \d+ \[|created by |stack backtrace:|Stack trace:)/,
  /^#\d+ /,
];
