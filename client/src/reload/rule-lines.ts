import type { ReloadRuleItem } from '#shared/protocol/reload';
import { t } from '../base/l10n.ts';
import { shownPath } from './shown-path.ts';

/** More lines than these nobody reads in a tooltip; the command that explains has them all. */
const mostLines = 8;

/** "./src: restart", a line for each of the first rules; `named` with the service before it. */
export const ruleLines = (
  rules: readonly ReloadRuleItem[],
  { directory, named }: { readonly directory: string; readonly named: boolean },
): readonly string[] => {
  const lines = rules.map(({ service, path, action }) => {
    const line = `${shownPath(path, directory)}: ${action}`;
    return named ? `${service} ${line}` : line;
  });
  const left = lines.length - mostLines;
  return left > 1 ? [...lines.slice(0, mostLines), t('{0} more', left)] : lines;
};
