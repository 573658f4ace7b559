import type { Diagnostic } from 'vscode-languageserver';

/** What a file has to show. */
export interface FileDiagnostics {
  readonly items: readonly Diagnostic[];
  /** Of the text that was judged; absent for a file that is not open. */
  readonly version?: number | undefined;
  /** The editor has changed the text since it was told last, and knows that there is something new. */
  readonly isAwaited: boolean;
}

/** How the editor hears of diagnostics. */
export interface Delivery {
  /** What there is now, by path; a file that is not named has nothing to show any more. */
  deliver(files: ReadonlyMap<string, FileDiagnostics>): void;
}
