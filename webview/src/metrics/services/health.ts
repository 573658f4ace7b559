import type { PageFacts } from '#shared/panels/metrics';
import { t } from '../../base/text.ts';

type Health = NonNullable<PageFacts['health']>;

const words: Readonly<Record<Health, () => string>> = {
  starting: () => t('starting'),
  healthy: () => t('healthy'),
  unhealthy: () => t('unhealthy'),
};

/** The same signs as in the tree. */
export const healthIcons: Readonly<Record<Health, string>> = {
  starting: 'sync',
  healthy: 'pass-filled',
  unhealthy: 'error',
};

export const healthWord = (health: Health | undefined): string =>
  health === undefined ? '–' : words[health]();
