import { openLogsPanel } from '../../panels/logs.ts';
import { reloadCommand } from './reload-command.ts';

export const showReloadLogs = reloadCommand('hyperbox.reloads.showLogs', ({ panels }, reloads) => {
  const byProject = Map.groupBy(reloads, ({ projectId }) => projectId);
  for (const [projectId, own] of byProject) {
    const services = [...new Set(own.map(({ service }) => service))];
    openLogsPanel(panels, {
      title: `${own[0]?.project ?? ''} · ${services.join(', ')}`,
      target: { kind: 'project', projectId, services },
    });
  }
  return Promise.resolve();
});
