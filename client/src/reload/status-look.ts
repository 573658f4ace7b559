import type { ReloadItem } from '#shared/protocol/reload';
import { t } from '../base/l10n.ts';
import { formatTimeOfDay } from '../format/duration.ts';
import type { StatusLook } from '../status-look.ts';
import { joinParts } from '../views/look.ts';
import { outcomeWord } from './words.ts';

/** The last reload in the status bar, unless another service waits for somebody to mend it. */
export const reloadStatusLook = (last: readonly ReloadItem[]): StatusLook | undefined => {
  const newest = last.at(-1);
  if (newest === undefined) return undefined;
  const failed = last.filter(({ outcome }) => outcome?.kind === 'failed');
  const word = failed.length === 0 ? wordsOf(newest) : failureOf(failed);
  return {
    text: `$(${failed.length === 0 ? 'sync' : 'warning'}) ${word}`,
    tooltip: [t('HyperBox · last reloads'), ...last.toReversed().map(lineOf)].join('\n'),
    spoken: `${t('HyperBox, last reload')}, ${word}`,
    warns: failed.length > 0,
  };
};

/** The one that a click leads to: what waits to be mended, else the newest. */
export const reloadToShow = (last: readonly ReloadItem[]): ReloadItem | undefined =>
  last.findLast(({ outcome }) => outcome?.kind === 'failed') ?? last.at(-1);

const wordsOf = ({ service, outcome }: ReloadItem): string => `${service} ${outcomeWord(outcome)}`;

const failureOf = (failed: readonly ReloadItem[]): string => {
  const [only, ...others] = failed;
  return only !== undefined && others.length === 0
    ? t('{0}: reload failed', only.service)
    : t('{0} reloads failed', failed.length);
};

const lineOf = (item: ReloadItem): string => {
  const { service, action, outcome, savedAtMs } = item;
  const how = outcome?.kind === 'failed' ? outcome.message : outcomeWord(outcome);
  return `${service}: ${joinParts(action, how, formatTimeOfDay(savedAtMs))}`;
};
