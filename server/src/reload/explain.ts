import type { ReloadRuleItem } from '#shared/protocol/reload';
import type { ReloadRule } from './rules/rule.ts';

/** Rules as people read them, in the order in which they are asked. */
export const explainRules = (
  rules: readonly ReloadRule[],
  { service }: { readonly service?: string | undefined } = {},
): readonly ReloadRuleItem[] =>
  rules.filter((rule) => service === undefined || rule.service === service).map(itemOf);

const itemOf = ({
  service,
  action,
  path,
  target,
  origin,
  why,
  except,
  declaredAt,
}: ReloadRule): ReloadRuleItem => ({
  service,
  action,
  path,
  ...(target !== undefined && { target }),
  origin,
  why: `${why}.`,
  except,
  ...(declaredAt !== undefined && { declaredAt }),
});
