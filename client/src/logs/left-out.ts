import { t } from '../base/l10n.ts';

/** Said where lines came faster than a view takes them. */
export const leftOut = (count: number): string =>
  count === 1
    ? t('1 line came too fast to be shown here; the logs panel has it.')
    : t('{0} lines came too fast to be shown here; the logs panel has them.', count);
