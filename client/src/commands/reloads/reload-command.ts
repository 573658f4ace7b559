import type { ReloadItem } from '#shared/protocol/reload';
import type { App } from '../../app.ts';
import type { Command } from '../command.ts';
import { targetsOf } from '../targets.ts';

/** A verb of rows of the timeline; it is in their menus only. */
export const reloadCommand = (
  id: Command['id'],
  run: (app: App, reloads: readonly ReloadItem[]) => Promise<unknown>,
): Command => ({
  id,
  run: async (app, args) => {
    const targets = targetsOf(app, args) ?? [];
    const reloads = targets.flatMap((target) => (target.kind === 'reload' ? [target.reload] : []));
    if (reloads.length > 0) await run(app, reloads);
  },
});
