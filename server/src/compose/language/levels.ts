import type { RuleLevels } from '#shared/rule-levels';
import type { Finding } from '../finding.ts';

/** A finding as the user wants to see its kind; `undefined` when not at all. */
export const atLevel = (finding: Finding, levels: RuleLevels): Finding | undefined => {
  // A setting is an object of the user's: `constructor` is no code of it.
  const level = Object.hasOwn(levels, finding.code) ? levels[finding.code] : undefined;
  if (level === undefined || level === finding.severity) return finding;
  return level === 'off' ? undefined : { ...finding, severity: level };
};
