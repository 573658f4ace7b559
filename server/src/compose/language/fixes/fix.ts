import type { Command, Diagnostic, TextEdit } from 'vscode-languageserver';
import type { Origin } from '../../yaml/source.ts';
import { entryOn } from '../edits/place.ts';
import { rangeAt } from '../ranges.ts';
import type { SyntaxEntry } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** One way to mend what a diagnostic is about. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The file that is edited, when it is another. */
  readonly target?: string;
  /** There is no other sensible way: it may be applied to all of its kind at once. */
  readonly certain?: boolean;
  /** What it is called when it is applied to all of its kind at once, though there are other ways. */
  readonly everywhere?: string;
  /** Paths of files to make, which are empty. */
  readonly creates?: readonly string[];
  /** What is done on the engine instead; see `engine/commands.ts`. */
  readonly command?: Command;
  /** Files to make, with what they hold. */
  readonly writes?: readonly { readonly path: string; readonly text: string }[];
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

/** A fix, where all that it takes can be done. */
export const offer = (
  title: string,
  edits: readonly (TextEdit | undefined)[],
  more: Omit<Fix, 'title' | 'edits'> = {},
): readonly Fix[] => {
  const possible = edits.filter((edit) => edit !== undefined);
  return possible.length === edits.length ? [{ title, edits: possible, ...more }] : [];
};

/** A fixer that looks at what the diagnostic points at. */
export const atEntry =
  (fixer: (entry: SyntaxEntry, context: FixContext) => ReturnType<Fixer>): Fixer =>
  (context) => {
    const { file, offset, text } = context;
    const entry = entryOn(file.syntax, offset, text);
    return entry === undefined ? [] : fixer(entry, context);
  };

/** What the editor was told. */
export const messageOf = ({ message }: Diagnostic): string =>
  typeof message === 'string' ? message : message.value;

export const replace = (origin: Origin, newText: string): TextEdit => ({
  range: rangeAt(origin),
  newText,
});
