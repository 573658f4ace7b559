import * as vscode from 'vscode';
import { reloadRowId } from '../../views/looks/reload.ts';
import type { Command } from '../command.ts';
import { nameOf } from '../targets.ts';

/** Brings the timeline to the front, with the reload of this id. */
export const showReloads = {
  id: 'hyperbox.reloads.show',
  run: async ({ views }, args) => {
    const id = nameOf(args);
    const view = views.view('reloads');
    if (id === undefined || view === undefined) {
      await vscode.commands.executeCommand('hyperbox.views.reloads.focus');
    } else {
      await view.reveal(reloadRowId({ id }));
    }
  },
} satisfies Command;
