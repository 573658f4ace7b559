import { t } from '../../base/l10n.ts';
import { addressesOf } from '../../format/ports.ts';
import { openAddress, pickAddress } from '../show.ts';
import { containerCommand } from './container-command.ts';

export const openContainerInBrowser = containerCommand({
  id: 'hyperbox.containers.openInBrowser',
  title: () => t('Open which container in the browser?'),
  fits: ({ status, ports }) => status === 'running' && addressesOf(ports).length > 0,
  run: async (_, containers) => {
    const address = await pickAddress(containers.flatMap(({ ports }) => addressesOf(ports)));
    if (address !== undefined) await openAddress(address);
  },
});
