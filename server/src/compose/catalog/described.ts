import type { Severity } from '../finding.ts';

/** What people need to know of a kind of finding before they meet one: what it is, how bad, and where to read on. */
export interface Described {
  /** What settings, tests and documents know it by: stable, kebab-case. */
  readonly code: string;
  readonly severity: Severity;
  /** A sentence for settings and documents: what is wrong, without any names. */
  readonly summary: string;
  /** The page, and the part of it, that says how it should be. */
  readonly url: string;
}
