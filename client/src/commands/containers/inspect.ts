import { containersInspect } from '#shared/protocol/containers';
import { t } from '../../base/l10n.ts';
import { showRecord } from '../show.ts';
import { anyContainer, oneContainerCommand } from './container-command.ts';

export const inspectContainer = oneContainerCommand({
  id: 'hyperbox.containers.inspect',
  title: () => t('Inspect which container?'),
  fits: anyContainer,
  run: (app, { id, name }) =>
    showRecord(app, { noun: 'containers', name, id }, () =>
      app.server.send(containersInspect, { containerId: id }),
    ),
});
