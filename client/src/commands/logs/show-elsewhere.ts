import { activeLogs } from '../../panels/logs.ts';
import type { Command } from '../command.ts';
import { inOutput, inTerminal } from '../log-views.ts';

/** What the panel shows that has the focus, in another place. */
export const panelLogs: readonly Command[] = [inOutput, inTerminal].map(({ suffix, show }) => ({
  id: `hyperbox.logs.show${suffix}`,
  run: (app) => {
    const subject = activeLogs(app.panels);
    if (subject !== undefined) show(app, subject);
  },
}));
