import * as z from 'zod/mini';

/** How a finding in a compose file is shown, or that it is not. */
export const ruleLevel = z.enum(['off', 'error', 'warning', 'information', 'hint']);
export type RuleLevel = z.infer<typeof ruleLevel>;

/** By the codes of findings; those that are not there are shown as they are. */
export type RuleLevels = Readonly<Record<string, RuleLevel>>;

export interface RuleLevelsReading {
  readonly levels: RuleLevels;
  /** What was left out: by code, or without one where the whole is no mapping of codes. */
  readonly wrong: readonly { readonly code?: string; readonly value: unknown }[];
}

/** Settings files are written by hand: what cannot be read is left out, and the rest counts. */
export const readRuleLevels = (value: unknown): RuleLevelsReading => {
  if (value === undefined || value === null) return { levels: {}, wrong: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return { levels: {}, wrong: [{ value }] };
  const levels: [string, RuleLevel][] = [];
  const wrong: { code: string; value: unknown }[] = [];
  for (const [code, written] of Object.entries(value)) {
    const level = ruleLevel.safeParse(written);
    if (level.success) levels.push([code, level.data]);
    else wrong.push({ code, value: written });
  }
  return { levels: Object.fromEntries(levels), wrong };
};
