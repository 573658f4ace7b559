import type { ComposeProblem } from '#shared/protocol/compose';
import type { Finding } from './finding.ts';

/** Errors and warnings with their places as people count them. */
export const problemsOf = (findings: readonly Finding[]): readonly ComposeProblem[] =>
  findings.flatMap(({ severity, code, message, hint, range: { path, start } }) =>
    severity === 'error' || severity === 'warning'
      ? {
          severity,
          code,
          message,
          ...(hint !== undefined && { hint }),
          path,
          line: start.line + 1,
          column: start.character + 1,
        }
      : [],
  );
