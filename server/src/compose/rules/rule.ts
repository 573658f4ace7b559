import type { ComposeModel } from '../model.ts';
import type { Path } from '../yaml/tree.ts';

/** What a rule looks at. */
export interface RuleProject {
  readonly model: ComposeModel;
}

/** What a rule finds; the place is a path into the model, looked up afterwards. */
export interface RuleFinding {
  readonly at: Path;
  readonly message: string;
  readonly hint?: string;
  readonly related?: readonly { readonly at: Path; readonly message: string }[];
}

/** A judgement on the whole project. It does no I/O and cannot throw. */
export interface Rule {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  check(project: RuleProject): Iterable<RuleFinding>;
}
