import type { CodeActionKind, TextEdit } from 'vscode-languageserver';
import type { SyntaxEntry, SyntaxFile } from '../syntax/syntax.ts';

/** Another way of writing the same. */
export interface Rewrite {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly edits: readonly TextEdit[];
}

/** Where a rewrite is asked for. */
export interface RewritePlace {
  readonly file: SyntaxFile;
  readonly offset: number;
  /** What the caret is in, from the outermost in. */
  readonly entries: readonly SyntaxEntry[];
}

/** Says in which other ways that can be written without loss. */
export type Rewriter = (place: RewritePlace) => readonly Rewrite[];
