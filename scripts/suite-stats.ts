/** What a suite's run came to, as `npm test` adds it up. */
export interface SuiteStats {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}
