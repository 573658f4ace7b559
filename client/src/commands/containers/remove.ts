import { containersRemove } from '#shared/protocol/containers';
import type { ContainerItem } from '#shared/protocol/inventory';
import { t } from '../../base/l10n.ts';
import { containerState } from '../../views/looks/states.ts';
import { confirm } from '../input/confirm.ts';
import { anyContainer, containerCommand } from './container-command.ts';
import { eachContainer } from './each-container.ts';

const isLive = ({ status }: ContainerItem): boolean =>
  status === 'running' || status === 'paused' || status === 'restarting';

export const removeContainer = containerCommand({
  id: 'hyperbox.containers.remove',
  title: () => t('Remove which container?'),
  fits: anyContainer,
  run: async ({ server }, containers) => {
    const yes = await confirm({
      message:
        containers.length === 1
          ? t('Remove this container? What it wrote outside of volumes is lost.')
          : t(
              'Remove these {0} containers? What they wrote outside of volumes is lost.',
              containers.length,
            ),
      lines: containers.map((item) => `${item.name} (${containerState(item).word})`),
      action: containers.some(isLive) ? t('Stop and Remove') : t('Remove'),
    });
    if (!yes) return;
    await eachContainer(containers, (item) =>
      server.send(containersRemove, { containerId: item.id, force: isLive(item) }),
    );
  },
});
