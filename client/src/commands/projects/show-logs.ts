import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { logViews } from '../log-views.ts';
import { projectCommand } from './project-command.ts';

/** Also of a project that is taken down: its last lines are kept. */
export const projectLogs: readonly Command[] = logViews.map(({ suffix, show }) =>
  projectCommand({
    id: `hyperbox.projects.showLogs${suffix}`,
    title: () => t('Show the logs of which project?'),
    fits: ({ services }) => services.length > 0,
    nothing: () => t('No project has services.'),
    run: (app, { id, name }) => {
      show(app, { title: name, target: { kind: 'project', projectId: id } });
      return Promise.resolve();
    },
  }),
);
