import { bindRules } from './binds/binds.ts';
import { dockerfileRules } from './build/dockerfile-rules.ts';
import { imageRules, installRules } from './build/image-rules.ts';
import { definitionRules } from './definition.ts';
import { developRules, isDeveloped } from './develop/develop.ts';
import { fileObjectRules } from './file-objects.ts';
import type { Around, RuleSource, RulesInput } from './input.ts';
import { withLinks } from './links.ts';
import type { ReloadRule } from './rule.ts';

interface Row {
  readonly rules: RuleSource;
  /** Whether it is for services alone that do not say themselves what a change means. */
  readonly isDerived: boolean;
}

/**
 * In the order in which rules are asked: the first that covers a file decides, but for what `plan.ts`
 * says of several that copy. A compose file in a bind mount is a definition all the same; a file that
 * is both mounted and built from needs no new image, but for one that something is installed by.
 */
const rows: readonly Row[] = [
  { rules: definitionRules, isDerived: false },
  { rules: developRules, isDerived: false },
  { rules: fileObjectRules, isDerived: false },
  { rules: dockerfileRules, isDerived: true },
  { rules: installRules, isDerived: true },
  { rules: bindRules, isDerived: true },
  { rules: imageRules, isDerived: true },
];

/** What a change of a file makes happen to each service, those of inactive profiles included. */
export const reloadRules = (input: RulesInput): readonly ReloadRule[] =>
  Object.entries({ ...input.model.services, ...input.model.disabledServices }).flatMap(
    ([name, service]) => rulesOf({ name, service, input }),
  );

const rulesOf = (around: Around): readonly ReloadRule[] => {
  const developed = isDeveloped(around);
  return rows
    .filter(({ isDerived }) => !isDerived || !developed)
    .flatMap(({ rules }) => rules(around))
    .flatMap((rule) => withLinks(rule, around.input.links));
};
