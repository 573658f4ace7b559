import { reloadClear } from '#shared/protocol/reload';
import type { Command } from '../command.ts';

export const clearReloads: Command = {
  id: 'hyperbox.reloads.clear',
  run: ({ server }) => server.send(reloadClear, {}),
};
