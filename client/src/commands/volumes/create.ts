import { volumesCreate } from '#shared/protocol/volumes';
import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { ask } from '../input/ask.ts';
import { checkNewName } from '../input/checks.ts';
import { nameOf } from '../targets.ts';

export const createVolume: Command = {
  id: 'hyperbox.volumes.create',
  run: async ({ server, inventory }, args) => {
    const name =
      nameOf(args) ??
      (await ask({
        title: t('Create Volume'),
        prompt: t('Name of the volume'),
        check: checkNewName((await inventory.read('volumes')).map((item) => item.name)),
      }));
    if (name !== undefined) await server.send(volumesCreate, { name });
  },
};
