import { t } from '../../base/l10n.ts';
import { addressesOf } from '../../format/ports.ts';
import { copyText, pickAddress } from '../show.ts';
import { containerCommand } from './container-command.ts';

export const copyContainerAddress = containerCommand({
  id: 'hyperbox.containers.copyAddress',
  title: () => t('Copy the address of which container?'),
  fits: ({ ports }) => addressesOf(ports).length > 0,
  run: async (_, containers) => {
    const address = await pickAddress(containers.flatMap(({ ports }) => addressesOf(ports)));
    if (address !== undefined) await copyText(address);
  },
});
