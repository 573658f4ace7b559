import { ruleLevel, type RuleLevelsReading } from '#shared/rule-levels';
import { t } from '../base/l10n.ts';

/** What is wrong with `hyperbox.compose.rules`, a sentence each; the rest of it counts. */
export const describeBadRuleLevels = (wrong: RuleLevelsReading['wrong']): readonly string[] =>
  wrong.map(({ code, value }) =>
    code === undefined
      ? t(
          'hyperbox.compose.rules is {0}, which is no list of codes. Write codes with what they are, such as { "no-effect": "off" }.',
          JSON.stringify(value),
        )
      : t(
          'hyperbox.compose.rules says that "{0}" is {1}. Write one of: {2}.',
          code,
          JSON.stringify(value),
          ruleLevel.options.join(', '),
        ),
  );
