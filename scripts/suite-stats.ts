/** What a suite's run came to, as `npm test` adds it up. */
export interface SuiteStats {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  /** Those of `failed` that tests tell of. */
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly title: string;
  /** Its message, with the stack where there is one. */
  readonly error: string;
}
