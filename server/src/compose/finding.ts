/** Lines and characters count from 0, characters in UTF-16 units, the end is exclusive (as in LSP). */
export interface SourceRange {
  readonly path: string;
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What is wrong with a compose file, and where. Rules return these; nothing throws. */
export interface Finding {
  /** Stable, kebab-case: `undefined-network`, `yaml-syntax`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: SourceRange;
  /** What the user can do, as a sentence. */
  readonly hint?: string;
  readonly related?: readonly { readonly message: string; readonly range: SourceRange }[];
  /** Where it stands in the document: `['services', 'web', 'ports', 0]`. */
  readonly at?: readonly (string | number)[];
}
