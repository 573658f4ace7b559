import { t } from '../../base/l10n.ts';
import { openMetricsPanel } from '../../panels/metrics.ts';
import type { Command } from '../command.ts';

export const showEngineMetrics: Command = {
  id: 'hyperbox.engine.showMetrics',
  run: ({ panels }) => {
    openMetricsPanel(panels, { title: t('All containers'), target: { kind: 'engine' } });
  },
};
