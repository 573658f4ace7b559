import type { ReloadItem } from '#shared/protocol/reload';
import { t } from '../base/l10n.ts';
import { formatDuration } from '../format/duration.ts';
import { joinParts } from '../views/look.ts';
import { causeWords, outcomeWord, stageWords } from './words.ts';

/** A reload as text, for an issue or a colleague. */
export const reloadText = (item: ReloadItem): string => {
  const { project, service, action, outcome, savedAtMs } = item;
  return [
    `${new Date(savedAtMs).toISOString()} ${joinParts(`${project}/${service}`, action, outcomeWord(outcome))}`,
    ...item.why,
    `${t('saved')} +0 ms (${causeWords[item.cause]()})`,
    ...item.stages.map(({ name, atMs, detail }) =>
      joinParts(`${stageWords[name]()} +${formatDuration(atMs)}`, detail),
    ),
    ...item.files,
    ...(item.fileCount > item.files.length
      ? [t('{0} more', item.fileCount - item.files.length)]
      : []),
    ...(outcome?.kind === 'failed' ? [outcome.message, ...outcome.lines] : []),
  ].join('\n');
};
