import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { logViews } from '../log-views.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const containerLogs: readonly Command[] = logViews.map(({ suffix, show }) =>
  oneContainerCommand({
    id: `hyperbox.containers.showLogs${suffix}`,
    title: () => t('Show the logs of which container?'),
    fits: anyContainer,
    run: (app, { id, name }) => {
      show(app, { title: name, target: { kind: 'container', containerId: id } });
      return Promise.resolve();
    },
  }),
);
