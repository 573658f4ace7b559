import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import type { Origin } from '../../yaml/source.ts';
import { rangeAt } from '../ranges.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** One way to mend what a diagnostic is about. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The file that is edited, when it is another. */
  readonly target?: string;
  /** There is no other sensible way: it may be applied to all of its kind at once. */
  readonly certain?: boolean;
  /** Paths of files to make, which are empty. */
  readonly creates?: readonly string[];
}

export interface FixContext {
  readonly diagnostic: Diagnostic;
  readonly file: OpenCompose;
  readonly workspace: LanguageWorkspace;
  /** Of the place that the diagnostic points at. */
  readonly offset: number;
  /** The text that it underlines. */
  readonly text: string;
}

export type Fixer = (context: FixContext) => readonly Fix[] | Promise<readonly Fix[]>;

export const replace = (origin: Origin, newText: string): TextEdit => ({
  range: rangeAt(origin),
  newText,
});

/** Takes out whole lines, from the one that `start` is on to the one before `end`. */
export const removeLines = ({ source, start, end }: Origin): TextEdit => {
  const first = source.text.lastIndexOf('\n', start - 1) + 1;
  const rest = source.text.slice(start, end).trimEnd().length;
  const next = source.text.indexOf('\n', start + rest);
  return replace({ source, start: first, end: next === -1 ? source.text.length : next + 1 }, '');
};
