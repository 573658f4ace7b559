import { reloadAgain } from '#shared/protocol/reload';
import { each } from '../each.ts';
import { reloadCommand } from './reload-command.ts';

/** Does it once more with the files as they are now; the rest of it is told by the new row. */
export const runReloadAgain = reloadCommand('hyperbox.reloads.again', ({ server }, reloads) =>
  each(reloads, ({ id }) => server.send(reloadAgain, { reloadId: id })),
);
