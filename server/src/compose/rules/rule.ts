import type { Described } from '../catalog/described.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import type { Origin } from '../yaml/source.ts';
import type { MapNode, Path } from '../yaml/tree.ts';

/** What a rule finds; the place is a path into the model, looked up afterwards. */
export interface RuleFinding {
  readonly at: Path;
  /** Where it was written, when that is no part of the model. */
  readonly origin?: Origin;
  readonly message: string;
  readonly hint?: string;
  readonly related?: readonly {
    readonly at: Path;
    readonly origin?: Origin;
    readonly message: string;
  }[];
}

/** A judgement on a whole project. It does no I/O and cannot throw. */
export interface Rule extends Described {
  /** Says nothing where something could not be extended: what is missing may come from there. */
  readonly onlyWhole?: boolean;
  /** `root`: the model as it was written, for what is not part of it. */
  check(model: ComposeModel, root: MapNode): Iterable<RuleFinding>;
}

/** A rule that looks at one enabled service at a time. */
export const serviceRule = (
  about: Omit<Rule, 'check'>,
  check: (
    service: ComposeService,
    name: string,
    model: ComposeModel,
  ) => Iterable<RuleFinding> | undefined,
): Rule => ({
  ...about,
  check(model) {
    const found: RuleFinding[] = [];
    for (const name of Object.keys(model.services)) {
      const service = model.services[name];
      const said = service && check(service, name, model);
      if (said !== undefined) found.push(...said);
    }
    return found;
  },
});

/** "Did you mean …?" is left to the schema; a reference says what there is. */
export const known = (kind: string, names: Iterable<string>): string => {
  const all = [...names].sort();
  return all.length === 0 ? `No ${kind} is declared.` : `Declared: ${all.join(', ')}.`;
};
