import type {
  ReloadAction,
  ReloadItem,
  ReloadOutcome,
  ReloadStageName,
} from '#shared/protocol/reload';
import { t } from '../base/l10n.ts';
import { formatDuration } from '../format/duration.ts';

/** What the rules say, as a person would; short names of actions are those of compose files. */
export const actionWords: Readonly<Record<ReloadAction, () => string>> = {
  none: () => t('nothing'),
  sync: () => t('copied into the container'),
  'sync+exec': () => t('copied into the container, then a command runs there'),
  'sync+restart': () => t('copied into the container, then the service restarts'),
  restart: () => t('the service restarts'),
  recreate: () => t('the container is made anew if its definition is another'),
  rebuild: () => t('the image is built again and the container swapped'),
};

export const causeWords: Readonly<Record<ReloadItem['cause'], () => string>> = {
  saved: () => t('saved in the editor'),
  changed: () => t('changed on disk'),
  missed: () => t('changed while nothing watched'),
  again: () => t('run again'),
};

export const stageWords: Readonly<Record<ReloadStageName, () => string>> = {
  noticed: () => t('noticed'),
  planned: () => t('planned'),
  built: () => t('built'),
  synced: () => t('synced'),
  executed: () => t('executed'),
  restarted: () => t('restarted'),
  recreated: () => t('recreated'),
  healthy: () => t('healthy'),
};

/** Undefined while it runs. */
export const outcomeWord = (outcome: ReloadOutcome | undefined): string => {
  switch (outcome?.kind) {
    case undefined:
      return t('reloading…');
    case 'done':
      return formatDuration(outcome.durationMs);
    case 'unchanged':
      return t('nothing had changed');
    case 'failed':
      return t('failed');
    case 'cancelled':
      return t('cancelled');
  }
};

export const countFiles = (count: number): string =>
  count === 1 ? t('1 file') : t('{0} files', count);
