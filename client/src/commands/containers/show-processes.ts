import { containersTop } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { formatTextTable } from '../../format/text-table.ts';
import { hasStatus, oneContainerCommand } from './container-command.ts';

export const showContainerProcesses = oneContainerCommand({
  id: 'hyperbox.containers.showProcesses',
  title: () => t('Show the processes of which container?'),
  fits: hasStatus('running', 'paused'),
  run: ({ server, documents }, { id, name }) =>
    documents.show({
      path: `/containers/${name} ${t('processes')}.txt`,
      key: id,
      read: async () => {
        const { titles, processes } = await server.send(containersTop, { containerId: id });
        return formatTextTable(titles, processes);
      },
    }),
});
