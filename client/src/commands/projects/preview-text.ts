import type { StartPreview } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';

/** A preview as a document: the tree of actions, and below it what the user should know. */
export const previewText = ({ name, lines, warnings }: StartPreview): string =>
  [
    t('What a start of {0} would do. Nothing has been done.', name),
    '',
    ...lines,
    ...(warnings.length === 0 ? [] : ['', ...warnings]),
    '',
  ].join('\n');
