import { networksCreate } from '#shared/protocol/networks';
import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { ask } from '../input/ask.ts';
import { checkNewName } from '../input/checks.ts';
import { nameOf } from '../targets.ts';

export const createNetwork: Command = {
  id: 'hyperbox.networks.create',
  run: async ({ server, inventory }, args) => {
    const name =
      nameOf(args) ??
      (await ask({
        title: t('Create Network'),
        prompt: t('Name of the network'),
        check: checkNewName((await inventory.read('networks')).map((item) => item.name)),
      }));
    if (name !== undefined) await server.send(networksCreate, { name });
  },
};
